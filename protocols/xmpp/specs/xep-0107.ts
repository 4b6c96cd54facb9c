import type { ElementDefinition, NamespaceDefinition, Specification } from '../model/definition.ts';

/** The registered moods (section 3); each is the name of an element. */
const moods = [
  'afraid', 'amazed', 'amorous', 'angry', 'annoyed', 'anxious', 'aroused', 'ashamed', 'bored', 'brave', 'calm', 'cautious', 'cold', 'confident', 'confused',
  'contemplative', 'contented', 'cranky', 'crazy', 'creative', 'curious', 'dejected', 'depressed', 'disappointed', 'disgusted', 'dismayed', 'distracted',
  'embarrassed', 'envious', 'excited', 'flirtatious', 'frustrated', 'grateful', 'grieving', 'grumpy', 'guilty', 'happy', 'hopeful', 'hot', 'humbled', 'humiliated',
  'hungry', 'hurt', 'impressed', 'in_awe', 'in_love', 'indignant', 'interested', 'intoxicated', 'invincible', 'jealous', 'lonely', 'lost', 'lucky', 'mean', 'moody',
  'nervous', 'neutral', 'offended', 'outraged', 'playful', 'proud', 'relaxed', 'relieved', 'remorseful', 'restless', 'sad', 'sarcastic', 'satisfied', 'serious',
  'shocked', 'shy', 'sick', 'sleepy', 'spontaneous', 'stressed', 'strong', 'surprised', 'thankful', 'thirsty', 'tired', 'undefined', 'weak', 'worried',
];

function mood(): NamespaceDefinition {
  const children = Object.fromEntries(moods.map((name): [string, ['?', ElementDefinition]] => [
    name,
    ['?', { about: `The user’s mood is “${name.replace('_', ' ')}”.`, section: '3#moods', payload: true }],
  ]));
  return {
    mood: {
      about: 'The user’s mood, and why; empty where it is told no longer.',
      section: '2.1#proto-format',
      stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item', 'message'],
      children: { ...children, text: ['?', { about: 'A few words on it.', section: '2.1#proto-format', text: 'string?' }] },
      atMostOne: [moods],
      payload: true,
    },
  };
}

// The schema lacks some moods that the text defines, such as grateful and satisfied.
export const xep0107: Specification = {
  id: 'XEP-0107',
  title: 'User Mood',
  status: 'Stable',
  version: '1.2.2',
  depth: 'full',
  namespaces: { 'http://jabber.org/protocol/mood': mood },
  features: { 'http://jabber.org/protocol/mood': 'Understands moods.', 'http://jabber.org/protocol/mood+notify': 'Wants to hear of moods.' },
  templates: [
    { label: 'Publish one’s mood', text: '<iq type="set" id="{{$id}}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <publish node="http://jabber.org/protocol/mood">\n      <item id="current">\n        <mood xmlns="http://jabber.org/protocol/mood">\n          <${1:happy}/>\n          <text>${2:The sun is shining}</text>\n        </mood>\n      </item>\n    </publish>\n  </pubsub>\n</iq>' },
  ],
};
