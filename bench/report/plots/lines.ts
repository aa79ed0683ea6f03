import type { LineSeriesOption, YAXisComponentOption } from 'echarts';
import { axis, colours, legend, symbols, toSvg } from './svg';

/** Panels one below the other, over the same horizontal axis and with the same series. */
export interface Lines {
  readonly title: string;
  /** What the panels share, with its unit. */
  readonly axis: string;
  readonly panels: readonly Panel[];
}

export interface Panel {
  /** What is measured, with its unit. */
  readonly axis: string;
  readonly series: readonly Series[];
}

export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
  /** Whether it is a limit: dashed, without dots. */
  readonly limit?: boolean;
  /** Whether each value holds until the next. */
  readonly steps?: boolean;
}

const panelHeight = 190;
const gap = 34;
const legendRow = { names: 3, height: 22 };

/** SVG of the panels; the same name has the same colour in each. */
export function drawLines({ title, axis: name, panels }: Lines): string {
  const names = [...new Set(panels.flatMap(({ series }) => series.map((line) => line.name)))];
  const last = panels.length - 1;
  const top = 44 + Math.ceil(names.length / legendRow.names) * legendRow.height;
  return toSvg({
    title,
    width: 860,
    height: top + panels.length * (panelHeight + gap) + 30,
    option: {
      legend: { ...legend, data: names },
      grid: panels.map((_, panel) => ({
        left: 84,
        right: 30,
        height: panelHeight,
        top: top + panel * (panelHeight + gap),
      })),
      xAxis: panels.map((_, panel) => ({
        ...axis(panel === last ? name : '', 30),
        type: 'value',
        gridIndex: panel,
      })),
      yAxis: panels.map((panel, gridIndex) => valueAxis(panel.axis, gridIndex)),
      series: panels.flatMap((panel, index) =>
        panel.series.map((line) => drawn(line, names.indexOf(line.name), index)),
      ),
    },
  });
}

/** From 0 to somewhat above the highest value, so that a limit does not lie on the frame. */
function valueAxis(name: string, gridIndex: number): YAXisComponentOption {
  const style = axis(name, 58);
  return {
    ...style,
    type: 'value',
    gridIndex,
    max: ({ max }) => max * 1.08,
    axisLabel: { ...style.axisLabel, showMaxLabel: false },
  };
}

function drawn({ name, points, limit, steps }: Series, position: number, panel: number): LineSeriesOption {
  const plain = limit === true || steps === true;
  return {
    type: 'line',
    name,
    xAxisIndex: panel,
    yAxisIndex: panel,
    color: colours[position % colours.length]!,
    symbol: plain ? 'none' : symbols[position % symbols.length]!,
    symbolSize: 7,
    step: steps === true && 'end',
    lineStyle: { width: steps === true ? 1.2 : 2, type: limit === true ? 'dashed' : 'solid' },
    data: points.map(([x, y]) => [x, y]),
  };
}
