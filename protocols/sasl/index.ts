export {
  SaslError,
  type Credentials,
  type FindAccount,
  type SaslClient,
  type SaslServer,
  type SaslStep,
  type ScramCredentials,
} from './model.ts';
export { prepare } from './prepare.ts';
export { scramClient } from './scram-client.ts';
export { derivation, isScram, scramKeys, scramMechanisms, type Derivation, type ScramMechanism } from './scram-keys.ts';
export { scramServer } from './scram-server.ts';
export { anonymousClient, externalClient, plainClient, plainServer, readPlain } from './single-step.ts';
export { readData, writeData } from './xmpp-data.ts';
