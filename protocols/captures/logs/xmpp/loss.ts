import type { Lossy } from '../../../core/index.ts';

/** Text or a value that a program or a person put in the place of another: dots, stars, “[hidden]”. */
const elided =
  /(?:>\s*|=\\?["'])(?:\.{3,}|…|\*{3,}|•{2,}|x{5,}|\[[^\][<>"']{0,40}\]|\(?(?:redacted|hidden|removed|omitted|truncated|snip)[^<"']{0,40}|hidden by xmpp\.js)(?:\s*<|\\?["'])|<hidden xmlns=["']xmpp\.js["']/i;

const left =
  '(?:removed|hidden|omitted|redacted|truncated|stripped|masked|suppressed|censored|elided|snipped|filtered)';
/** Words alone that say so: “password removed”. */
const worded = new RegExp(
  `[>"']\\s*(?:password|secret|credentials|data|content|image|text) (?:is |was )?${left}\\s*[<"']`,
  'i',
);
/** What is written in the place of data of SASL, which has no words. */
const sasl = new RegExp(
  `<(?:auth|response|challenge|success|initial-response|additional-data)(?:\\s[^<>]{0,300})?>[^<>]{0,60}\\b(?:${left}|password|secret|credentials)\\b[^<>]{0,60}<`,
  'i',
);

/** What a fragment lost, with what its kind of log loses anyhow. Places where something was put for what was there count as cut. */
export function lossOf(text: string, usual: Lossy | undefined): Lossy | undefined {
  return usual !== 'cut' && [elided, worded, sasl].some((each) => each.test(text)) ? 'cut' : usual;
}

const marker =
  /\s*(?:\.{3}|…|\[(?:\.{3}|…|truncated|snip|cut)[^\][]{0,40}\]|\((?:truncated|snip|\d+ more)[^()]{0,40}\)|<(?:truncated|snip)[^<>]{0,40}>)["'`>)\]]*\s*$/i;

/** A fragment without the mark that says that it was cut there; undefined without such a mark. */
export function withoutCutMark(text: string): string | undefined {
  const end = text.slice(-120);
  const found = marker.exec(end);
  return found === null ? undefined : text.slice(0, text.length - end.length + found.index);
}
