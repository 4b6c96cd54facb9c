export { listeningAddress, readAddress } from './addresses.ts';
export { namesOf, usualName } from './authority/names.ts';
export { settingsFolder, storedAuthority } from './authority/stored.ts';
export { AuthorityCertificates, ownCertificate, type TapCertificates } from './certificates.ts';
export type { TapSettings, Upstream } from './model.ts';
export { Tap } from './tap.ts';
