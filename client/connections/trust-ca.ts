import { messageOf } from '../../protocols/core/index.ts';
import { X509Certificate } from 'node:crypto';
import { Uri, window, workspace } from 'vscode';
import { Cancelled, UserError } from '../errors/user-error.ts';
import type { Connection } from '../project/catalogue.ts';
import type { Projects } from '../project/projects.ts';
import { writeCa } from '../project/write.ts';
import { caFile, describeCertificate } from './certificate.ts';

const trust = 'Trust It for This Connection';

/**
 * Shows the certificate authority that was not trusted, and after a yes keeps it beside `wireloupe.json` and names it there.
 * @param pem what the server presented, from the failure.
 */
export async function trustCa(connection: Connection, pem: string, projects: Projects): Promise<void> {
  const certificate = readCertificate(pem);
  const detail = describeCertificate(certificate);
  // Servers often send their own certificate alone; it is then trusted by itself.
  const what = certificate.ca ? 'certificate authority' : 'certificate';
  const answer = await window.showWarningMessage(
    `Trust this ${what} for “${connection.key}”?`,
    {
      modal: true,
      detail: `${detail}\n\nCompare the fingerprint with what the server’s operator tells you: anyone who holds this key can read this connection.`,
    },
    trust,
  );
  if (answer !== trust) throw new Cancelled();
  const state = await projects.stateOf(connection);
  if (state === undefined) throw new UserError('missing-ca', `The folder of “${connection.key}” is not open any more.`);
  const file = caFile(connection.name);
  const folder = Uri.parse(connection.folder);
  await workspace.fs.writeFile(Uri.joinPath(folder, ...file.split('/')), new TextEncoder().encode(pem));
  await writeCa(state, projects, connection.name, file);
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw new UserError('missing-ca', `The server’s certificate cannot be read: ${messageOf(error)}`, [
      { title: 'Show Traffic', command: 'wireloupe.showTraffic' },
    ]);
  }
}
