import type { Hover } from '../../core/index.ts';
import { dynamicVariables, findVariables } from '../../core/index.ts';
import { lookup } from '../model/lookup.ts';
import type { XmlAttribute, XmlElement } from '../parser/node.ts';
import { attributeValue, elementText } from '../parser/value.ts';
import { cite, describeAttribute, describeElement } from './describe.ts';
import { knownVariables } from './diagnostics.ts';
import type { XmppDocument } from './document.ts';
import { attributeAt, elementAround, elementWithTagAt, nodeAt, type NodePlace } from './place.ts';
import { lineOf, setsOf } from './sets.ts';
import { registeredValues } from './values.ts';

/** What stands at an offset: a variable, an element, an attribute, a namespace or another registered value. */
export function hover(document: XmppDocument, offset: number): Hover | undefined {
  const place = nodeAt(document, offset);
  if (place === undefined) return undefined;
  return variableHover(document, place) ?? markupHover(document, place);
}

function markupHover(document: XmppDocument, place: NodePlace): Hover | undefined {
  const element = elementWithTagAt(place.node.root, place.offset);
  if (element === undefined) return formTypeHover(document, place);
  const attribute = place.offset < element.openEnd ? attributeAt(element, place.offset) : undefined;
  if (attribute !== undefined) return attributeHover(document, place, element, attribute);
  const closing = element.closeStart >= 0 && place.offset >= element.closeStart;
  if (place.offset > element.nameEnd && !closing) return undefined;
  const compiled = lookup(document.model, place.source, element)?.compiled;
  const range = closing
    ? { start: element.closeStart, end: element.end }
    : { start: element.start, end: element.nameEnd };
  if (compiled === undefined)
    return element.namespace === undefined
      ? undefined
      : shift(
          place,
          range,
          `\`<${element.name}>\` in \`${element.namespace}\`, which no known specification describes.`,
        );
  return shift(place, range, `**\`<${element.name}>\`** \`${compiled.namespace}\`\n\n${describeElement(compiled)}`);
}

function attributeHover(
  document: XmppDocument,
  place: NodePlace,
  element: XmlElement,
  attribute: XmlAttribute,
): Hover | undefined {
  const { model } = document;
  const range = { start: attribute.start, end: attribute.end };
  const value = attributeValue(place.source, attribute);
  if (attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:')) {
    const retired = model.retired(value);
    if (retired !== undefined)
      return shift(place, range, `\`${value}\` is out of use. ${retired[0]}\n\n${cite(retired[1], undefined)}`);
    const namespace = model.namespace(value);
    return shift(
      place,
      range,
      namespace === undefined
        ? `\`${value}\`: no known specification defines this namespace.`
        : `\`${value}\`\n\n${cite(namespace.specification, undefined)}`,
    );
  }
  if (place.offset > attribute.nameEnd) {
    const registered = registeredValues(model, place.source, element, attribute.name)?.find(
      (each) => each.value === value,
    );
    if (registered !== undefined) return shift(place, range, `**\`${value}\`** ${registered.documentation}`);
  }
  const known = lookup(model, place.source, element);
  const compiled = known?.content.attributes.get(attribute.name);
  return known === undefined || compiled === undefined
    ? undefined
    : shift(place, range, `**\`${attribute.name}\`** ${describeAttribute(compiled, known.compiled)}`);
}

/** A FORM_TYPE's value. */
function formTypeHover(document: XmppDocument, place: NodePlace): Hover | undefined {
  const element = elementAround(place.node.root, place.offset);
  if (element?.local !== 'value' || element.namespace !== 'jabber:x:data' || element.closeStart < 0) return undefined;
  const known = document.model.form(elementText(place.source, element).trim());
  return known === undefined
    ? undefined
    : shift(
        place,
        { start: element.openEnd, end: element.closeStart },
        `${known.form.about}\n\n${cite(known.specification, undefined)}`,
      );
}

function variableHover(document: XmppDocument, place: NodePlace): Hover | undefined {
  const from = Math.max(place.source.lastIndexOf('{{', place.offset), 0);
  const variable = findVariables(place.source.slice(from, from + 300)).find(
    (each) => from + each.start <= place.offset && place.offset <= from + each.end,
  );
  if (variable === undefined) return undefined;
  const range = { start: from + variable.start, end: from + variable.end };
  if (variable.dynamic) {
    const known = dynamicVariables.find((each) => each.name === variable.name);
    return known === undefined ? undefined : shift(place, range, `\`${known.usage}\`\n\n${known.description}`);
  }
  const set = setsOf(document).above(variable.name, place.start);
  if (set !== undefined)
    return shift(
      place,
      range,
      `\`{{${variable.name}}}\` is set from an answer on line ${lineOf(document, set.place.start)}: \`${set.xpath.replaceAll('`', "'")}\``,
    );
  const value = knownVariables(document)?.get(variable.name);
  return value === undefined
    ? undefined
    : shift(place, range, `\`{{${variable.name}}}\` is \`${value.replaceAll('`', "'")}\``);
}

function shift(place: NodePlace, range: { start: number; end: number }, markdown: string): Hover {
  return { start: range.start + place.start, end: range.end + place.start, markdown };
}
