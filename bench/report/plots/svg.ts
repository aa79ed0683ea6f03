import { init, type EChartsOption } from 'echarts';

/** Colours that stand out on a light and on a dark ground, in the order of use. */
export const colours = ['#2f81f7', '#d55e00', '#1a9c73', '#b15ec4', '#a07c00', '#808080'] as const;

/** Shapes of the dots, in the order of use: series can be told apart without colours. */
export const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'] as const;

/** The reader's own scheme, light or dark, decides about text and ground. */
const style =
  ':root{color:#1f2328;background:#ffffff}' +
  '@media(prefers-color-scheme:dark){:root{color:#e6edf3;background:#0d1117}}';

export interface Drawing {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly option: EChartsOption;
}

/** The drawing as an SVG of its own: no script, no reference to anything, the same text for the same drawing. */
export function toSvg({ title, width, height, option }: Drawing): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({
    animation: false,
    color: [...colours],
    textStyle: { color: 'currentColor', fontFamily: 'sans-serif' },
    ...option,
    title: {
      text: title,
      left: 'center',
      top: 8,
      textStyle: { color: 'currentColor', fontSize: 15, fontWeight: 'normal' },
    },
  });
  const drawn = chart.renderToSVGString();
  chart.dispose();
  return dressed(withoutTraces(drawn), title);
}

/** Takes off what only a page with a mouse needs, and the numbers that count the charts of a process. */
function withoutTraces(svg: string): string {
  return svg
    .replaceAll(/ (?:class|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/<style[^]*<\/style>\n/, '')
    .replaceAll(/\bzr\d+-/g, '');
}

function dressed(svg: string, title: string): string {
  const head = `<title>${title}</title>\n<style>${style}</style>`;
  return `${svg.replace(/<svg ([^>]*)>/, (_, attributes) => `<svg role="img" ${attributes}>\n${head}`)}\n`;
}

/** Place and style of a legend, under the title. */
export const legend = { top: 34, itemGap: 40, textStyle: { color: 'currentColor' } };

/** Style of an axis with a title in its middle and faint lines across. */
export function axis(name: string, nameGap: number) {
  return {
    name,
    nameGap,
    nameLocation: 'middle' as const,
    nameTextStyle: { color: 'currentColor' },
    axisLabel: { color: 'currentColor' },
    axisLine: { show: true, lineStyle: { color: 'currentColor' } },
    axisTick: { show: true, lineStyle: { color: 'currentColor' } },
    splitLine: { lineStyle: { color: 'currentColor', opacity: 0.15 } },
  };
}
