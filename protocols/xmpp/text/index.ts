/** XML as text to show: its lines and colours, for any input. The parser finds what is wrong with it. */
export { indentedLines, rawLines, xmlTokens } from './xml-lines.ts';
