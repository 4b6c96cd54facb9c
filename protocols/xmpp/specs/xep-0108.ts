import type { ElementDefinition, NamespaceDefinition, Specification } from '../model/definition.ts';

/** The registered activities (section 3): in general, and more closely. The closer ones stand in a general one. */
const activities: Readonly<Record<string, readonly string[]>> = {
  doing_chores: [
    'buying_groceries',
    'cleaning',
    'cooking',
    'doing_maintenance',
    'doing_the_dishes',
    'doing_the_laundry',
    'gardening',
    'running_an_errand',
    'walking_the_dog',
  ],
  drinking: ['having_a_beer', 'having_coffee', 'having_tea'],
  eating: ['having_a_snack', 'having_breakfast', 'having_dinner', 'having_lunch'],
  exercising: [
    'cycling',
    'dancing',
    'hiking',
    'jogging',
    'playing_sports',
    'running',
    'skiing',
    'swimming',
    'working_out',
  ],
  grooming: ['at_the_spa', 'brushing_teeth', 'getting_a_haircut', 'shaving', 'taking_a_bath', 'taking_a_shower'],
  having_appointment: [],
  inactive: ['day_off', 'hanging_out', 'hiding', 'on_vacation', 'praying', 'scheduled_holiday', 'sleeping', 'thinking'],
  relaxing: [
    'fishing',
    'gaming',
    'going_out',
    'partying',
    'reading',
    'rehearsing',
    'shopping',
    'smoking',
    'socializing',
    'sunbathing',
    'watching_tv',
    'watching_a_movie',
  ],
  talking: ['in_real_life', 'on_the_phone', 'on_video_phone'],
  traveling: [
    'commuting',
    'cycling',
    'driving',
    'in_a_car',
    'on_a_bus',
    'on_a_plane',
    'on_a_train',
    'on_a_trip',
    'walking',
  ],
  undefined: [],
  working: ['coding', 'in_a_meeting', 'studying', 'writing'],
};

const words = (name: string): string => name.replaceAll('_', ' ');

function activity(): NamespaceDefinition {
  const closer = [...new Set(Object.values(activities).flat()), 'other'].sort();
  // A closer activity under another general one is unusual but allowed: the schema takes any.
  const specific = Object.fromEntries(
    closer.map((name): [string, ['?', ElementDefinition]] => [
      name,
      ['?', { about: `More closely: ${words(name)}.`, section: '3#activities', payload: true }],
    ]),
  );
  const general = Object.keys(activities);
  const children = Object.fromEntries(
    general.map((name): [string, ['?', ElementDefinition]] => [
      name,
      [
        '?',
        {
          about: `In general: ${words(name)}.`,
          section: '3#activities',
          children: specific,
          atMostOne: [closer],
          payload: true,
        },
      ],
    ]),
  );
  return {
    activity: {
      about: 'What the user is doing; empty where it is told no longer.',
      section: '2.1#proto-format',
      stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
      children: {
        ...children,
        text: ['?', { about: 'A few words on it.', section: '2.1#proto-format', text: 'string?' }],
      },
      atMostOne: [general],
      payload: true,
    },
  };
}

export const xep0108: Specification = {
  id: 'XEP-0108',
  title: 'User Activity',
  status: 'Stable',
  version: '1.3',
  depth: 'full',
  namespaces: { 'http://jabber.org/protocol/activity': activity },
  features: {
    'http://jabber.org/protocol/activity': 'Understands activities.',
    'http://jabber.org/protocol/activity+notify': 'Wants to hear of activities.',
  },
  templates: [
    {
      label: 'Publish what one is doing',
      text: '<iq type="set" id="{{$id}}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <publish node="http://jabber.org/protocol/activity">\n      <item id="current">\n        <activity xmlns="http://jabber.org/protocol/activity">\n          <${1:relaxing}>\n            <${2:reading}/>\n          </${1:relaxing}>\n        </activity>\n      </item>\n    </publish>\n  </pubsub>\n</iq>',
    },
  ],
};
