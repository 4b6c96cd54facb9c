import type { NamespaceDefinition, Specification } from '../model/definition.ts';
import { interfaceOf } from './iot-parts.ts';

const token = ['string', 'The token.'] as const;
const number = ['int', 'Ties the answer to the challenge.'] as const;

function provisioningTokens(): NamespaceDefinition {
  return {
    getToken: {
      about: 'Asks for a token, with the public certificate that it is for.',
      stands: 'iq get',
      text: 'base64',
      reply: { 'iq get': 'getTokenChallenge' },
    },
    getTokenChallenge: {
      about: 'Bytes to decrypt, to show that one has the private key.',
      stands: 'iq result',
      attributes: { seqnr: number },
      text: 'base64',
    },
    getTokenChallengeResponse: {
      about: 'The bytes, decrypted.',
      stands: 'iq get',
      attributes: { seqnr: number },
      text: 'base64',
      reply: { 'iq get': 'getTokenResponse' },
    },
    getTokenResponse: { about: 'The token.', stands: 'iq result', attributes: { token } },
    getCertificate: {
      about: 'Asks for the certificate of a token.',
      stands: 'iq get',
      attributes: { token },
      reply: { 'iq get': 'certificate' },
    },
    certificate: { about: 'The certificate of a token.', stands: 'iq result', text: 'base64' },
    tokenChallenge: {
      about: 'Bytes to decrypt, to show that one owns a token.',
      stands: 'iq get',
      attributes: { token },
      text: 'base64',
      reply: { 'iq get': 'tokenChallengeResponse' },
    },
    tokenChallengeResponse: { about: 'The bytes, decrypted.', stands: 'iq result', text: 'base64' },
  };
}

export const nfTokens: Specification = {
  id: 'Neuro-Foundation Tokens',
  title: 'Provisioning Tokens',
  status: 'Active',
  depth: 'model',
  namespaces: interfaceOf('prov:t:1.0', provisioningTokens),
};
