import type { CustomSeriesRenderItem } from 'echarts';
import type { Spread } from '../../statistics';
import { axis, colours, toSvg } from './svg';

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

/** SVG of the dots; `–` beneath is the target of a row that has one. */
export function drawDots({ title, axis: name, origin, rows }: Dots): string {
  return toSvg({
    title,
    width,
    height: 120 + rows.length * (rows.some(({ label }) => label.includes('\n')) ? 36 : 26),
    option: {
      grid: { left, right: 30, top: 66, bottom: 54 },
      legend: { top: 34, textStyle: { color: 'currentColor' }, itemWidth: 16, itemHeight: 10, itemGap: 40 },
      xAxis: { ...axis(name, 30), type: 'value', scale: true, splitNumber: 8 },
      yAxis: {
        ...axis('', 0),
        type: 'category',
        inverse: true,
        data: rows.map(({ label }) => label),
        axisLabel: { color: 'currentColor', lineHeight: 14 },
      },
      series: [
        {
          type: 'custom',
          name: 'lowest to highest round',
          color: colours[0],
          renderItem: whisker,
          encode: { x: [1, 2], y: 0 },
          data: rows.map(({ spread }, row) => [row, spread.low, spread.high]),
        },
        {
          type: 'scatter',
          name: 'median',
          color: colours[0],
          symbolSize: 9,
          itemStyle: { opacity: 1 },
          data: rows.map(({ spread }, row) => [spread.median, row]),
        },
        {
          type: 'scatter',
          name: 'target, at most',
          color: colours[1],
          symbol: 'rect',
          symbolSize: [3, 18],
          itemStyle: { opacity: 1 },
          data: rows.flatMap(({ limit }, row) => (limit === undefined ? [] : [[limit, row]])),
        },
        // Nothing is drawn here; it keeps the origin within the axis.
        { type: 'scatter', symbolSize: 0, data: [[origin, 0]] },
      ],
    },
  });
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
