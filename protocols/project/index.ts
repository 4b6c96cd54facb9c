export type { ConnectionProfile, PasswordSource, Project, TlsOptions } from './model.ts';
