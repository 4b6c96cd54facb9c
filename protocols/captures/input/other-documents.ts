import { parsed } from '../json-documents.ts';

/** Longer documents are looked at by their beginning alone. */
const longest = 1 << 20;

/** What each object of Kubernetes has (Kubernetes API conventions, “Types”). */
const kubernetes = [/^apiVersion:\s{0,8}\S/m, /^kind:\s{0,8}\S/m] as const;

/** Keys of the description of a package, of which it has several, and those of a record of a logger, of which it has none. */
const ofPackages = [
  'version',
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'packages',
  'lockfileVersion',
  'scripts',
  'license',
  'main',
  'exports',
  'files',
  'engines',
  'repository',
  'sha',
  'shasum',
  'integrity',
  'gitHead',
];
const ofRecords = ['msg', 'message', 'level', 'time', 'timestamp', 'ts', 'dir', 'direction'];

/**
 * Whether a text is a document of another kind, whose hashes, keys and certificates are no traffic, whatever their bytes are: an object of
 * Kubernetes in YAML or JSON, or the description of a package (package.json, package-lock.json).
 */
export function isOtherDocument(text: string): boolean {
  const start = text.slice(0, longest);
  if (!/^\s*[{[]/.test(start)) return kubernetes.every((key) => key.test(start));
  const value = text.length > longest ? undefined : parsed(text.trim());
  if (typeof value !== 'object' || value === null) return false;
  const has = (key: string): boolean => Object.hasOwn(value, key);
  if (has('apiVersion') && has('kind')) return true;
  if (ofRecords.some(has)) return false;
  return (has('name') || has('lockfileVersion')) && ofPackages.some(has);
}
