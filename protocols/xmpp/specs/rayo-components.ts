import type { ElementDefinition, NamespaceDefinition } from '../model/definition.ts';

const complete = '{urn:xmpp:rayo:ext:1}complete';

const command = (about: string, section: string): ElementDefinition => ({
  about,
  section,
  stands: ['iq set', 'iq error'],
});
const end = (about: string, section: string): ElementDefinition => ({ about, section, stands: complete });

/** Speech, sounds and what else a call hears (XEP-0327, 7.19.3). */
export function output(): NamespaceDefinition {
  return {
    output: {
      about: 'Plays documents to a call or a mixer.',
      section: '7.19.3.1#def-component-output-output',
      stands: ['iq set', 'iq error', '{urn:xmpp:rayo:prompt:1}prompt'],
      attributes: {
        'start-offset': ['nonNegativeInteger?', 'Where in the document it begins, in milliseconds.'],
        'start-paused': ['boolean?', 'Whether it waits for a resume.'],
        'repeat-interval': ['nonNegativeInteger?', 'The pause between repetitions, in milliseconds.'],
        'repeat-times': ['nonNegativeInteger?', 'How often it is played; 0 is without end.'],
        'max-time': ['integer(-1..)?', 'How long it plays at most, in milliseconds; −1 is without limit.'],
        renderer: ['string?', 'The engine that renders it.'],
        voice: ['string?', 'The voice that speaks.'],
      },
      children: {
        document: [
          '+',
          {
            about: 'What is played: the document itself, or where it is.',
            section: '7.19.3.1.1#def-component-output-output-document',
            attributes: { url: ['uri?', 'Where it is.'], 'content-type': ['string?', 'Its media type.'] },
            text: 'string?',
            payload: true,
          },
        ],
      },
      // What is refused comes back as it was sent (6.5.1).
      when: { 'iq error': { attributes: { 'repeat-times': 'string?' }, children: { document: '*' } } },
      reply: { 'iq set': '{urn:xmpp:rayo:1}ref' },
    },
    pause: command('Pauses the output.', '7.19.3.2#def-component-output-pause'),
    resume: command('Goes on with the output.', '7.19.3.3#def-component-output-resume'),
    'speed-up': command('Plays faster.', '7.19.3.4#def-component-output-speedup'),
    'speed-down': command('Plays slower.', '7.19.3.5#def-component-output-speeddown'),
    'volume-up': command('Plays louder.', '7.19.3.6#def-component-output-volumeup'),
    'volume-down': command('Plays more softly.', '7.19.3.7#def-component-output-volumedown'),
    seek: {
      ...command('Goes forward or back in the output.', '7.19.3.8#def-component-output-seek'),
      attributes: {
        direction: ['=forward|back', 'Which way.'],
        amount: ['nonNegativeInteger', 'How far, in milliseconds.'],
      },
    },
  };
}

export function outputComplete(): NamespaceDefinition {
  return {
    finish: end('All of it was played.', '7.19.3.9#def-component-output-finish'),
    'max-time': end('It has played as long as it may.', '7.19.3.10#def-component-output-maxtime'),
  };
}

/** What is said or dialled in a call (XEP-0327, 7.19.4). */
export function input(): NamespaceDefinition {
  return {
    input: {
      about: 'Listens for speech or tones that fit a grammar.',
      section: '7.19.4.1#def-component-input-input',
      stands: ['iq set', 'iq error', '{urn:xmpp:rayo:prompt:1}prompt'],
      attributes: {
        mode: ['=any|voice|dtmf|cpa?', 'What is listened for; dtmf where nothing is said.'],
        terminator: ['string?', 'The key that ends it.'],
        recognizer: ['string?', 'The engine that listens.'],
        language: ['language?', 'The language that is spoken.'],
        'initial-timeout': [
          'integer(-1..)?',
          'How long to wait for the first sound, in milliseconds; −1 is without limit.',
        ],
        'inter-digit-timeout': ['integer(-1..)?', 'How long to wait for the next key, in milliseconds.'],
        'recognition-timeout': ['integer(-1..)?', 'How long to listen, in milliseconds.'],
        sensitivity: ['decimal?', 'How loud it must be, from 0 to 1.'],
        'min-confidence': ['decimal?', 'How sure the engine must be, from 0 to 1.'],
        'max-silence': ['integer(-1..)?', 'How long a silence may last, in milliseconds.'],
        'match-content-type': ['string?', 'The media type of the result.'],
      },
      children: {
        grammar: [
          '+',
          {
            about: 'What is understood: the grammar itself, or where it is.',
            section: '7.19.4.1.1#def-component-input-input-grammar',
            attributes: { url: ['uri?', 'Where it is.'], 'content-type': ['string?', 'Its media type.'] },
            text: 'string?',
            payload: true,
          },
        ],
      },
      reply: { 'iq set': '{urn:xmpp:rayo:1}ref' },
    },
  };
}

export function inputComplete(): NamespaceDefinition {
  return {
    match: {
      ...end('What was heard fits a grammar.', '7.19.4.2#def-component-input-match'),
      attributes: { 'content-type': ['string~', 'The media type of the result.'] },
      text: 'string?',
      payload: true,
    },
    noinput: end('Nothing was heard.', '7.19.4.3#def-component-input-noinput'),
    nomatch: end('What was heard fits no grammar.', '7.19.4.4#def-component-input-nomatch'),
  };
}

/** An output that waits for an input (XEP-0327, 7.19.5). */
export function prompt(): NamespaceDefinition {
  return {
    prompt: {
      about: 'Plays something and listens for the answer.',
      section: '7.19.5.1',
      stands: ['iq set', 'iq error'],
      attributes: { 'barge-in': ['boolean?', 'Whether the answer may interrupt what is played.'] },
      children: { '{urn:xmpp:rayo:output:1}output': '1', '{urn:xmpp:rayo:input:1}input': '1' },
      reply: { 'iq set': '{urn:xmpp:rayo:1}ref' },
    },
    'input-timers-started': {
      about: 'The time to answer has begun.',
      section: '7.19.5.2#def-component-prompt-input-timers-started',
      stands: ['presence', 'iq set'],
    },
  };
}

/** What is recorded of a call (XEP-0327, 7.19.6). */
export function record(): NamespaceDefinition {
  return {
    record: {
      about: 'Records a call or a mixer.',
      section: '7.19.6.1#def-component-record-record',
      stands: ['iq set', 'iq error'],
      attributes: {
        format: ['string?', 'The format of the file; wav where nothing is said.'],
        'start-beep': ['boolean?', 'Whether a tone tells that it begins.'],
        'stop-beep': ['boolean?', 'Whether a tone tells that it ends.'],
        'start-paused': ['boolean?', 'Whether it waits for a resume.'],
        'max-duration': ['integer(-1..)?', 'How long it records, in milliseconds; −1 is without limit.'],
        'initial-timeout': ['integer(-1..)?', 'How long to wait for the first sound, in milliseconds.'],
        'final-timeout': ['integer(-1..)?', 'The silence that ends it, in milliseconds.'],
        direction: ['=duplex|send|recv?', 'Which side is recorded.'],
        mix: ['boolean?', 'Whether both sides are mixed into one channel.'],
      },
      children: {
        hint: [
          '*',
          {
            about: 'Something that the server may heed.',
            section: '7.19.6.1.1#def-component-record-record-hint',
            attributes: { name: 'string', value: 'string' },
          },
        ],
      },
      reply: { 'iq set': '{urn:xmpp:rayo:1}ref' },
    },
    pause: command('Pauses the recording.', '7.19.6.2#def-component-record-pause'),
    resume: command('Goes on with the recording.', '7.19.6.3#def-component-record-resume'),
  };
}

export function recordComplete(): NamespaceDefinition {
  return {
    recording: {
      ...end('The recording that was made.', '7.19.6.4#def-component-record-recording'),
      attributes: {
        uri: ['uri', 'Where it is.'],
        duration: ['nonNegativeInteger', 'How long it is, in milliseconds.'],
        size: ['nonNegativeInteger', 'How large it is, in bytes.'],
      },
    },
    'max-duration': end('It has recorded as long as it may.', '7.19.6.5#def-component-record-max-duration'),
    'initial-timeout': end('Nothing was heard at first.', '7.19.6.6#def-component-record-initial-timeout'),
    'final-timeout': end('Nothing was heard any more.', '7.19.6.7#def-component-record-final-timeout'),
  };
}
