import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
};

/** The package that `npm run package` makes. */
export const vsix = path.join(root, `${manifest.name}-${manifest.version}.vsix`);
