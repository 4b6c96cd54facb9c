import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '../..');

/** Git-ignored folder for what is downloaded once: the browser host, installed servers' marks, logs. */
export const cache = path.join(root, '.cache');
