export { pointer } from './check.ts';
export { resolveEnvironment } from './environment.ts';
export { projectLanguage, type ProjectDocument } from './language.ts';
export {
  emptyProject,
  scramIterations,
  type ConnectionProfile,
  type PasswordSource,
  type Project,
  type TlsOptions,
} from './model.ts';
export { parseProject, type ParsedProject, type ParseOptions } from './parse.ts';
export {
  hasLogin,
  isLoopback,
  readService,
  schemesOf,
  servicePattern,
  serviceProblems,
  suggestedService,
  type ServiceAddress,
  type ServiceProtocol,
  type ServiceProblem,
} from './service.ts';
export { setRule } from './set-rule.ts';
