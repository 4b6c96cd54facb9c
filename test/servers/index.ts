export { makeCertificates, type Certificates } from './certificates.ts';
export { hasEjabberd, startEjabberd } from './ejabberd.ts';
export { findProgram, freePort, freePorts, runOnce, scratch, start, waitForPort, type Running } from './process.ts';
export { accounts, hasProsody, startProsody, type XmppServer } from './prosody.ts';
export { hasProton, startProton } from './proton.ts';
export { startLoggedPlayground, type LoggedPlayground } from './playground.ts';
export { hasRabbit, startRabbit, type AmqpServer } from './rabbitmq.ts';
