import type { CustomSeriesOption, CustomSeriesRenderItem, ScatterSeriesOption } from 'echarts';
import type { Spread } from '../../statistics';
import { axis, colours, legend, toSvg } from './svg';

/** Medians as dots, one below the other, with a line from the lowest round to the highest. */
export interface Dots {
  readonly title: string;
  /** What is measured, with its unit. */
  readonly axis: string;
  /** Figure without a loss, which the axis holds: 0 for times, 1 for ratios. */
  readonly origin: number;
  readonly rows: readonly Dot[];
}

export interface Dot {
  readonly label: string;
  readonly spread: Spread;
  /** What the figure shall not exceed. */
  readonly limit?: number | undefined;
}

const width = 860;
const left = 280;

/** SVG of the dots; a row that has a target has a mark there. */
export function drawDots({ title, axis: name, origin, rows }: Dots): string {
  const rowHeight = rows.some(({ label }) => label.includes('\n')) ? 36 : 26;
  return toSvg({
    title,
    width,
    height: 120 + rows.length * rowHeight,
    option: {
      grid: { left, right: 30, top: 66, bottom: 54 },
      legend: { ...legend, itemWidth: 16, itemHeight: 10 },
      xAxis: { ...axis(name, 30), type: 'value', scale: true, splitNumber: 8 },
      yAxis: {
        ...axis('', 0),
        type: 'category',
        inverse: true,
        data: rows.map(({ label }) => label),
        axisLabel: { color: 'currentColor', lineHeight: 14 },
      },
      series: [rangesOf(rows), mediansOf(rows), limitsOf(rows), invisible(origin)],
    },
  });
}

function rangesOf(rows: readonly Dot[]): CustomSeriesOption {
  return {
    type: 'custom',
    name: 'lowest to highest round',
    color: colours[0],
    renderItem: whisker,
    encode: { x: [1, 2], y: 0 },
    data: rows.map(({ spread }, row) => [row, spread.low, spread.high]),
  };
}

function mediansOf(rows: readonly Dot[]): ScatterSeriesOption {
  return {
    type: 'scatter',
    name: 'median',
    color: colours[0],
    symbolSize: 9,
    itemStyle: { opacity: 1 },
    data: rows.map(({ spread }, row) => [spread.median, row]),
  };
}

function limitsOf(rows: readonly Dot[]): ScatterSeriesOption {
  return {
    type: 'scatter',
    name: 'target, at most',
    color: colours[1],
    symbol: 'rect',
    symbolSize: [3, 18],
    itemStyle: { opacity: 1 },
    data: rows.flatMap(({ limit }, row) => (limit === undefined ? [] : [[limit, row]])),
  };
}

/** Keeps a figure within the axis. */
function invisible(figure: number): ScatterSeriesOption {
  return { type: 'scatter', symbolSize: 0, data: [[figure, 0]] };
}

/** A line between two figures of a row. */
const whisker: CustomSeriesRenderItem = (_, api) => {
  const row = api.value(0);
  const [from = 0, y = 0] = api.coord([api.value(1), row]);
  const [to = 0] = api.coord([api.value(2), row]);
  return {
    type: 'line',
    shape: { x1: from, y1: y, x2: to, y2: y },
    style: { stroke: colours[0], lineWidth: 2 },
  };
};
