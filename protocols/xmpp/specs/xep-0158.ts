import type { Specification } from '../model/definition.ts';

export const xep0158: Specification = {
  id: 'XEP-0158',
  title: 'CAPTCHA Forms',
  status: 'Stable',
  version: '1.0.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:captcha': () => ({
      captcha: {
        about: 'A challenge that tells people from programs, or its answer.',
        section: '3.1#protocol-simple',
        stands: ['message', 'iq set', 'payload'],
        children: { '{jabber:x:data}x': '1' },
        payload: true,
        reply: { 'iq set': 'empty' },
      },
    }),
  },
  features: { 'urn:xmpp:captcha': 'Challenges strangers.' },
  forms: {
    'urn:xmpp:captcha': () => ({
      fields: {
        answers: ['hidden', 'How many answers are wanted.'],
        audio_recog: ['text-single', 'What is heard.'],
        challenge: ['hidden', 'The id of the challenge.'],
        from: ['hidden', 'Where the stanza was sent to that was challenged.'],
        ocr: ['text-single', 'The letters in a picture.'],
        picture_q: ['text-single', 'The answer to a question on a picture.'],
        picture_recog: ['text-single', 'What is seen in a picture.'],
        qa: ['text-single', 'The answer to a question.'],
        'SHA-256': ['text-single', 'The solution of a hashcash puzzle.'],
        sid: ['hidden', 'The id of the stanza that was challenged.'],
        speech_q: ['text-single', 'The answer to a spoken question.'],
        speech_recog: ['text-single', 'The words that are spoken.'],
        video_q: ['text-single', 'The answer to a question on a video.'],
        video_recog: ['text-single', 'What is seen in a video.'],
      },
      about: 'A challenge that tells people from programs.',
    }),
  },
};
