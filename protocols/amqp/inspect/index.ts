export { frameBodies } from './bodies.ts';
export { fieldsJson, loneJson, toJson } from './json.ts';
export { carriesToken, frameSecrets, isTokenAddress } from './secrets.ts';
export { frameName, frameSummary } from './summary.ts';
export { encodingText, valueText, choiceName } from './text.ts';
export { frameTree, type TreeOptions } from './tree.ts';
