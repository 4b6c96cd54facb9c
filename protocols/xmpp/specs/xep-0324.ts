import type { Specification } from '../model/definition.ts';

// Retracted; its work goes on outside the XSF.
export const xep0324: Specification = {
  id: 'XEP-0324',
  title: 'Internet of Things - Provisioning',
  status: 'Retracted',
  version: '0.5.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:iot:provisioning': () => ({
      getToken: {
        about: 'Asks for a token, showing a certificate.',
        section: '3.1.3.1#requesttoken',
        stands: 'iq get',
        text: 'base64',
      },
      getTokenChallenge: {
        about: 'A challenge that proves the certificate’s key.',
        section: '3.1.3.1#requesttoken',
        stands: 'iq result',
        attributes: { seqnr: 'int' },
        text: 'base64',
      },
      getTokenChallengeResponse: {
        about: 'The answer to the challenge.',
        section: '3.1.3.1#requesttoken',
        stands: 'iq get',
        attributes: { seqnr: 'int' },
        text: 'base64',
      },
      getTokenResponse: {
        about: 'The token.',
        section: '3.1.3.1#requesttoken',
        stands: 'iq result',
        attributes: { token: 'string' },
      },
      tokenChallenge: {
        about: 'Asks the holder of a token to prove it.',
        section: '3.1.3.2#tokenchallenge',
        stands: 'iq get',
        attributes: { token: 'string' },
        text: 'base64',
      },
      tokenChallengeResponse: {
        about: 'The answer to the challenge.',
        section: '3.1.3.2#tokenchallenge',
        stands: 'iq result',
        text: 'base64',
      },
      isFriend: {
        about: 'Asks whether somebody may be a friend.',
        section: '3.2.1#friendshiprequestaccepted',
        stands: 'iq get',
        attributes: { jid: 'jid' },
        reply: { 'iq get': 'isFriendResponse' },
      },
      isFriendResponse: {
        about: 'Whether somebody may be a friend.',
        section: '3.2.1#friendshiprequestaccepted',
        stands: 'iq result',
        attributes: { jid: 'jid', result: 'boolean', secondaryTrustAllowed: 'boolean?' },
      },
      unfriend: {
        about: 'Recommends to end a friendship.',
        section: '3.2.3#unfriendingexistingfriends',
        stands: 'message',
        attributes: { jid: 'jid' },
      },
      friend: {
        about: 'Recommends a friendship.',
        section: '3.2.4#recommendingfriendships',
        stands: 'message',
        attributes: { jid: 'jid' },
      },
      canRead: {
        about: 'Asks whether somebody may read.',
        section: '3.1.5#multipletokens',
        stands: 'iq get',
        attributes: {
          all: 'boolean?',
          historical: 'boolean?',
          jid: 'jid',
          serviceToken: 'string?',
          userToken: 'string?',
          deviceToken: 'string?',
        },
        children: {
          node: [
            '*',
            {
              about: 'A node that is asked for.',
              section: '3.3.2#restrictingnodes',
              attributes: { nodeId: 'string', sourceId: 'string?', cacheType: 'string?' },
            },
          ],
          field: [
            '*',
            { about: 'A field that is asked for.', section: '3.3.3#restrictingfields', attributes: { name: 'string' } },
          ],
        },
        reply: { 'iq get': 'canReadResponse' },
      },
      canReadResponse: {
        about: 'Whether somebody may read, and what.',
        section: '3.1.5#multipletokens',
        stands: 'iq result',
        attributes: { all: 'boolean?', historical: 'boolean?', jid: 'jid', result: 'boolean' },
        children: {
          node: [
            '*',
            {
              about: 'A node that may be read.',
              section: '3.3.2#restrictingnodes',
              attributes: { nodeId: 'string', sourceId: 'string?', cacheType: 'string?' },
            },
          ],
          field: [
            '*',
            { about: 'A field that may be read.', section: '3.3.3#restrictingfields', attributes: { name: 'string' } },
          ],
        },
      },
      canControl: {
        about: 'Asks whether somebody may control.',
        section: '3.4.1#rejectingcontrolactions',
        stands: 'iq get',
        attributes: { jid: 'jid', serviceToken: 'string?', userToken: 'string?', deviceToken: 'string?' },
        children: {
          node: [
            '*',
            {
              about: 'A node that is asked for.',
              section: '3.3.2#restrictingnodes',
              attributes: { nodeId: 'string', sourceId: 'string?', cacheType: 'string?' },
            },
          ],
          parameter: [
            '*',
            {
              about: 'A parameter that is asked for.',
              section: '3.4.1#rejectingcontrolactions',
              attributes: { name: 'string' },
            },
          ],
        },
        reply: { 'iq get': 'canControlResponse' },
      },
      canControlResponse: {
        about: 'Whether somebody may control, and what.',
        section: '3.4.1#rejectingcontrolactions',
        stands: 'iq result',
        attributes: { jid: 'jid', result: 'boolean' },
        children: {
          node: [
            '*',
            {
              about: 'A node that may be controlled.',
              section: '3.3.2#restrictingnodes',
              attributes: { nodeId: 'string', sourceId: 'string?', cacheType: 'string?' },
            },
          ],
          parameter: [
            '*',
            {
              about: 'A parameter that may be controlled.',
              section: '3.4.1#rejectingcontrolactions',
              attributes: { name: 'string' },
            },
          ],
        },
      },
      clearCache: { about: 'Asks to forget earlier answers.', section: '3.5.1#clearcache', stands: 'iq set' },
      clearCacheResponse: { about: 'Earlier answers are forgotten.', section: '3.5.1#clearcache', stands: 'iq result' },
      canAccess: {
        about: 'Asks whether a user or service may have access.',
        section: '3.6.2#usertoken',
        stands: 'iq get',
        attributes: { serviceToken: 'string' },
        open: true,
        reply: { 'iq get': 'canAccessResponse' },
      },
      canAccessResponse: {
        about: 'Whether access is allowed.',
        section: '3.6.2#usertoken',
        stands: 'iq result',
        attributes: { result: 'boolean', userToken: 'string?' },
      },
      userLoggedIn: {
        about: 'Tells that a user has logged in.',
        section: '3.6.2#usertoken',
        stands: 'message',
        attributes: { serviceToken: 'string', userToken: 'string', userName: 'string' },
      },
      hasPrivilege: {
        about: 'Asks whether a user has a privilege.',
        section: '3.7.1#userpriviliegesservices',
        stands: 'iq get',
        attributes: { serviceToken: 'string', userToken: 'string', privilegeId: 'string' },
        reply: { 'iq get': 'hasPrivilegeResponse' },
      },
      hasPrivilegeResponse: {
        about: 'Whether the user has it.',
        section: '3.7.1#userpriviliegesservices',
        stands: 'iq result',
        attributes: { result: 'boolean' },
      },
      downloadPrivileges: {
        about: 'Asks for all privileges of a user.',
        section: '3.7.2#downloadall',
        stands: 'iq get',
        attributes: { serviceToken: 'string', userToken: 'string' },
        reply: { 'iq get': 'downloadPrivilegesResponse' },
      },
      downloadPrivilegesResponse: {
        about: 'The privileges of a user.',
        section: '3.7.2#downloadall',
        stands: 'iq result',
        children: {
          include: [
            '*',
            { about: 'Privileges that the user has.', section: '3.7.2#downloadall', attributes: { id: 'string' } },
          ],
          exclude: [
            '*',
            { about: 'Privileges that the user has not.', section: '3.7.2#downloadall', attributes: { id: 'string' } },
          ],
        },
      },
    }),
  },
  retired: {
    'urn:xmpp:iot:provisioning':
      'Retracted; the work goes on in urn:nf:iot:prov:d:1.0, urn:nf:iot:prov:o:1.0 and urn:nf:iot:prov:t:1.0 (Neuro-Foundation).',
  },
  features: {
    'urn:xmpp:iot:provisioning': 'Takes part in provisioning.',
  },
};
