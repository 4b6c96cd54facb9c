import { ratio, type BenchResult, type Figure } from './result.ts';

function line(figure: Figure): string {
  const times = ratio(figure);
  const met = times >= figure.goal ? 'met' : 'NOT MET';
  const number = (value: number): string =>
    value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
  return [
    `  ${figure.label}`,
    `    ours ${number(figure.ours)} ${figure.unit}, ${figure.peerName} ${number(figure.peer)} ${figure.unit}: ${times.toFixed(2)} times better (goal ${figure.goal}: ${met})`,
  ].join('\n');
}

/** Prints the results; gives whether every goal was met. */
export function report(results: readonly BenchResult[]): boolean {
  for (const result of results) {
    console.log(`\n${result.name}`);
    for (const figure of result.figures) console.log(line(figure));
    for (const missing of result.missing ?? []) console.log(`  not measured: ${missing}`);
  }
  return results.every((result) => result.figures.every((figure) => ratio(figure) >= figure.goal));
}
