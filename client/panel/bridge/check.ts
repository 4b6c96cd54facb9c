import { panelVersion, type Answers, type PageRequest, type ToPage } from '../messages.ts';

/** A message that was understood, or a sentence that says why it was not. */
export type Checked = { readonly message: ToPage } | { readonly problem: string };

/** Checks the version, the type and the parts of a message from the extension. Never throws. */
export function checkMessage(data: unknown): Checked {
  if (!isRecord(data) || typeof data.type !== 'string')
    return { problem: 'The panel got a message without a type, and ignored it.' };
  const { version, type } = data;
  if (version !== panelVersion) {
    return {
      problem: `The panel speaks version ${panelVersion} of its protocol, the extension version ${String(version)}. Reload the window to bring both to the same version.`,
    };
  }
  const known: readonly string[] = ['answer', 'recording', 'changed', 'connections', 'types', 'filter', 'reveal'];
  if (!known.includes(type)) return { problem: `The panel does not know the message “${type}”, and ignored it.` };
  if (!wellFormed(data))
    return { problem: `The panel got a “${type}” message with missing or wrong parts, and ignored it.` };
  return { message: data };
}

function wellFormed(data: Record<string, unknown>): data is Record<string, unknown> & ToPage {
  switch (data.type) {
    case 'answer':
      return isCount(data.id) && (data.ok === true || (data.ok === false && typeof data.error === 'string'));
    case 'recording':
      return typeof data.id === 'string' && (data.lost === undefined || isLost(data.lost));
    case 'changed':
      return (
        isCount(data.kept) &&
        isCount(data.first) &&
        isCount(data.evicted) &&
        isCount(data.matching) &&
        typeof data.paused === 'boolean'
      );
    case 'connections':
      return isConnections(data.connections);
    case 'types':
      return true;
    case 'filter':
      return typeof data.filter === 'string' && typeof data.connection === 'string';
    case 'reveal':
      return isCount(data.seq) && (data.range === undefined || isRange(data.range));
    default:
      return false;
  }
}

/** Whether the value that answers a request has the parts that the page relies on. */
export function isAnswer<T extends PageRequest['type']>(type: T, value: unknown): value is Answers[T] {
  switch (type) {
    case 'rows':
      return (
        isRecord(value) &&
        isArray(value.rows) &&
        value.rows.every(isRow) &&
        isCount(value.matching) &&
        isCount(value.kept) &&
        isCount(value.first) &&
        isCount(value.evicted)
      );
    case 'unit':
      return (
        value === null ||
        (isRecord(value) &&
          isRow(value.row) &&
          typeof value.bytes === 'string' &&
          isArray(value.issues) &&
          isArray(value.notes) &&
          isOpenable(value))
      );
    case 'indexOf':
      return typeof value === 'number' && Number.isInteger(value);
    case 'connections':
      return isConnections(value);
    default:
      return true;
  }
}

/** Whether a unit can be opened with what came with its bytes. */
function isOpenable({ context, types }: Record<string, unknown>): boolean {
  if (!isRecord(context) || !isRecord(types)) return false;
  const { namespaces = [], secrecy, payload } = context;
  return (
    [undefined, 'message', 'all'].includes(secrecy as string | undefined) &&
    [undefined, 'opaque'].includes(payload as string | undefined) &&
    isArray(namespaces) &&
    namespaces.every((each) => isTexts(each) && each.length === 2) &&
    isTexts(types.amqpDefinitions) &&
    isTexts(types.xmppSchemas)
  );
}

function isTexts(value: unknown): value is readonly string[] {
  return isArray(value) && value.every((each) => typeof each === 'string');
}

function isRow(value: unknown): boolean {
  return (
    isRecord(value) &&
    isCount(value.seq) &&
    typeof value.time === 'number' &&
    typeof value.name === 'string' &&
    typeof value.summary === 'string'
  );
}

function isConnections(value: unknown): boolean {
  return (
    isArray(value) && value.every((item) => isRecord(item) && typeof item.name === 'string' && isArray(item.numbers))
  );
}

function isLost(value: unknown): boolean {
  return isRecord(value) && isCount(value.units) && (value.reason === 'reload' || value.reason === 'crash');
}

function isRange(value: unknown): boolean {
  return isArray(value) && value.length === 2 && value.every(isCount);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
