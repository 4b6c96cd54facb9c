/** What a concentrator of XEP-0326 sends by itself. */
import type { ChildDefinition, ElementDefinition } from '../model/definition.ts';
import { type Attributes, type Children, type Part, nodeReference, element } from './concentrator-parts.ts';
import { color, moment } from './iot-parts.ts';

export const event = (about: string, section: string, part: Part): ElementDefinition => ({
  about,
  section,
  stands: 'message',
  ...part,
});

/** What a query answers, bit by bit. */
export function queryProgress(): ElementDefinition {
  const table: Attributes = { tableId: ['string', 'Which table.'] };
  const value = (about: string, text: ElementDefinition['text']): ChildDefinition => [
    '*',
    { ...element(about, '5.9'), ...(text === undefined ? {} : { text }) },
  ];
  const column: Attributes = {
    columnId: ['string', 'Which column.'],
    header: 'string?',
    dataSourceId: 'string?',
    cacheTypeName: 'string?',
    fgColor: `${color}?`,
    bgColor: `${color}?`,
    alignment: '=Left|Center|Right?',
    nrDecimals: 'nonNegativeInteger?',
  };
  const record: Children = {
    boolean: value('A truth value.', 'boolean'),
    color: value('A colour.', color),
    date: value('A date.', 'date'),
    dateTime: value('A point of time.', moment),
    double: value('A number.', 'double'),
    duration: value('A duration.', 'duration'),
    int: value('A whole number of 32 bits.', 'int'),
    long: value('A whole number of 64 bits.', 'long'),
    string: value('Text.', 'string?'),
    time: value('A time of day.', 'time'),
    void: value('Nothing.', undefined),
    base64: [
      '*',
      { ...element('Data.', '5.9', { attributes: { contentType: ['string', 'Their media type.'] } }), text: 'base64' },
    ],
  };
  return event('A part of what a query answers.', '3.7#queryevents', {
    attributes: { ...nodeReference, queryId: ['string', 'Which query.'], nodeId: 'string?', sourceId: 'string?' },
    children: {
      queryStarted: ['*', element('It has begun.', '3.7.1')],
      queryDone: ['*', element('It has ended.', '3.7.2')],
      queryAborted: ['*', element('It was stopped.', '3.7.3')],
      newTable: [
        '*',
        element('A table begins.', '3.7.4', {
          attributes: { ...table, tableName: ['string', 'Its name for people.'] },
          children: { column: ['*', element('A column.', '5.8', { attributes: column })] },
        }),
      ],
      newRecords: [
        '*',
        element('Rows of a table.', '3.7.5', {
          attributes: table,
          children: { record: ['*', element('A row.', '5.9', { children: record })] },
        }),
      ],
      tableDone: ['*', element('A table ends.', '3.7.6', { attributes: table })],
      newObject: [
        '*',
        {
          ...element('An object such as a picture.', '3.7.7', {
            attributes: { contentType: ['string', 'Its media type.'] },
          }),
          text: 'base64',
        },
      ],
      queryMessage: [
        '*',
        {
          ...element('A remark.', '3.7.8', {
            attributes: { type: '=Information|Warning|Error|Exception?', level: '=Minor|Medium|Major?' },
          }),
          text: 'string?',
        },
      ],
      title: ['*', element('The title of the answer.', '3.7.9', { attributes: { name: ['string', 'The title.'] } })],
      status: ['*', element('How far it is.', '3.7.10', { attributes: { message: ['string', 'What is done.'] } })],
      beginSection: [
        '*',
        element('A section begins.', '3.7.11', { attributes: { header: ['string', 'Its heading.'] } }),
      ],
      endSection: ['*', element('A section ends.', '3.7.12')],
    },
  });
}
