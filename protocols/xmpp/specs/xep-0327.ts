import type { Specification } from '../model/definition.ts';
import { input, inputComplete, output, outputComplete, prompt, record, recordComplete } from './rayo-components.ts';

export const xep0327: Specification = {
  id: 'XEP-0327',
  title: 'Rayo',
  status: 'Deferred',
  version: '0.8.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:rayo:1': () => ({
      offer: {
        about: 'A call comes in.',
        section: '7.2#def-offer',
        stands: 'presence',
        attributes: { to: ['uri', 'Who is called.'], from: ['uri?', 'Who calls.'] },
        children: { header: '*' },
        payload: true,
      },
      ringing: {
        about: 'The call rings at the other end.',
        section: '7.3#def-ringing',
        stands: 'presence',
        children: { header: '*' },
        payload: true,
      },
      answered: {
        about: 'The call was answered at the other end.',
        section: '7.4#def-answered',
        stands: 'presence',
        children: { header: '*' },
        payload: true,
      },
      end: {
        about: 'The call is over, and why.',
        section: '7.5#def-end',
        stands: 'presence',
        children: {
          header: '*',
          hungup: [
            '?',
            {
              about: 'The other end hung up.',
              section: '7.5.1#def-end-reason',
              attributes: { 'platform-code': 'string?' },
            },
          ],
          'hangup-command': [
            '?',
            {
              about: 'A command ended it.',
              section: '7.5.1#def-end-reason',
              attributes: { 'platform-code': 'string?' },
            },
          ],
          timeout: [
            '?',
            {
              about: 'Nobody answered in time.',
              section: '7.5.1#def-end-reason',
              attributes: { 'platform-code': 'string?' },
            },
          ],
          busy: [
            '?',
            {
              about: 'The other end is busy.',
              section: '7.5.1#def-end-reason',
              attributes: { 'platform-code': 'string?' },
            },
          ],
          rejected: [
            '?',
            {
              about: 'The other end refused.',
              section: '7.5.1#def-end-reason',
              attributes: { 'platform-code': 'string?' },
            },
          ],
          error: [
            '?',
            { about: 'A fault ended it.', section: '7.5.1#def-end-reason', attributes: { 'platform-code': 'string?' } },
          ],
        },
        exactlyOne: [['hungup', 'hangup-command', 'timeout', 'busy', 'rejected', 'error']],
        payload: true,
      },
      accept: {
        about: 'Takes control of a call that is not answered yet.',
        section: '7.6#def-accept',
        stands: 'iq set',
        children: { header: '*' },
        payload: true,
      },
      answer: {
        about: 'Answers a call.',
        section: '7.7#def-answer',
        stands: ['iq set', 'iq error'],
        children: { header: '*' },
        payload: true,
      },
      redirect: {
        about: 'Sends a call elsewhere.',
        section: '7.8#def-redirect',
        stands: ['iq set', 'iq error'],
        attributes: { to: ['uri', 'Where to.'] },
        children: { header: '*' },
        payload: true,
      },
      reject: {
        about: 'Refuses a call.',
        section: '7.9#def-reject',
        stands: 'iq set',
        children: {
          header: '*',
          decline: ['?', { about: 'It is not wanted.', section: '7.9.1#def-reject-reason' }],
          busy: ['?', { about: 'The called end is busy.', section: '7.9.1#def-reject-reason' }],
          error: ['?', { about: 'A fault.', section: '7.9.1#def-reject-reason' }],
        },
        payload: true,
      },
      hangup: {
        about: 'Ends a call.',
        section: '7.10#def-hangup',
        stands: 'iq set',
        children: { header: '*' },
        payload: true,
      },
      header: {
        about: 'A header of the signalling protocol.',
        section: '7.1#def-header',
        attributes: { name: 'string', value: 'string' },
      },
      dial: {
        about: 'Places a call.',
        section: '7.11#def-dial',
        stands: ['iq set', 'iq error'],
        attributes: { to: ['uri', 'Who is called.'], from: ['uri?', 'Who calls.'], uri: 'uri?', timeout: 'long?' },
        children: { header: '*', join: '*' },
        payload: true,
        reply: { 'iq set': 'ref' },
      },
      join: {
        about: 'Joins a call with another or with a mixer.',
        section: '7.12#def-join',
        stands: ['iq set', 'iq error'],
        attributes: {
          'call-uri': 'uri?',
          'mixer-name': 'string?',
          direction: '=duplex|send|recv?',
          media: '=bridge|direct?',
        },
      },
      unjoin: {
        about: 'Takes a call out of another or of a mixer.',
        section: '7.13#def-unjoin',
        stands: ['iq set', 'iq error'],
        attributes: { 'call-uri': 'uri?', 'mixer-name': 'string?' },
      },
      joined: {
        about: 'A call was joined.',
        section: '7.14#def-joined',
        stands: 'presence',
        attributes: { 'call-uri': 'uri?', 'mixer-name': 'string?' },
      },
      unjoined: {
        about: 'A call was taken out.',
        section: '7.15#def-unjoined',
        stands: 'presence',
        attributes: { 'call-uri': 'uri?', 'mixer-name': 'string?' },
      },
      'started-speaking': {
        about: 'A party has begun to speak.',
        section: '7.16#def-started-speaking',
        stands: 'presence',
        attributes: { 'call-uri': 'uri?' },
      },
      'stopped-speaking': {
        about: 'A party has stopped speaking.',
        section: '7.17#def-stopped-speaking',
        stands: 'presence',
        attributes: { 'call-uri': 'uri?' },
      },
      ref: {
        about: 'Refers to a call or component that was made.',
        section: '7.18#def-ref',
        stands: 'iq result',
        attributes: { uri: 'uri' },
      },
    }),
    'urn:xmpp:rayo:ext:1': () => ({
      stop: { about: 'Stops a component.', section: '7.19.1#def-components-stop', stands: ['iq set', 'iq error'] },
      complete: {
        about: 'A component has finished, and why.',
        section: '7.19.2#def-components-complete',
        stands: 'presence',
        payload: true,
      },
    }),
    'urn:xmpp:rayo:ext:complete:1': () => ({
      stop: {
        about: 'It was stopped.',
        section: '7.19.2.1#def-components-complete-reason',
        stands: '{urn:xmpp:rayo:ext:1}complete',
      },
      hangup: {
        about: 'The call ended.',
        section: '7.19.2.1#def-components-complete-reason',
        stands: '{urn:xmpp:rayo:ext:1}complete',
      },
      error: {
        about: 'A fault.',
        section: '7.19.2.1#def-components-complete-reason',
        stands: '{urn:xmpp:rayo:ext:1}complete',
        text: 'string?',
      },
    }),
    'urn:xmpp:rayo:output:1': output,
    'urn:xmpp:rayo:output:complete:1': outputComplete,
    'urn:xmpp:rayo:input:1': input,
    'urn:xmpp:rayo:input:complete:1': inputComplete,
    'urn:xmpp:rayo:prompt:1': prompt,
    'urn:xmpp:rayo:record:1': record,
    'urn:xmpp:rayo:record:complete:1': recordComplete,
  },
  features: {
    'urn:xmpp:rayo:1': 'Controls calls.',
  },
};
