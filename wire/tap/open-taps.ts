import type { UnitSink } from '../../protocols/captures/input/index.ts';
import { bareJid } from '../../protocols/xmpp/jid/index.ts';
import { RecordedConnections } from '../captures/recorded-connections.ts';
import { UnitRecorder } from '../captures/unit-recorder.ts';
import { toFailure } from '../failures.ts';
import type { Outcome, StartedTap, StartTapParams, TapInfo } from '../protocol.ts';
import type { ProjectContexts } from '../store/project-contexts.ts';
import type { TrafficStore } from '../store/store.ts';
import { listeningAddress, readAddress } from './addresses.ts';
import { authorityFor, namesOf, usualName } from './authority/names.ts';
import { AuthorityCertificates } from './certificates.ts';
import type { TapSettings } from './model.ts';
import { Tap } from './tap.ts';

/** Least time between two `tapChanged` of a tap, in milliseconds. */
const toldEvery = 50;
/** Notes of a tap that are kept. */
const mostNotes = 50;

export interface OpenTapsOptions {
  readonly store: TrafficStore;
  readonly projects: ProjectContexts;
  readonly onChanged: (info: TapInfo) => void;
}

interface Entry {
  readonly settings: TapSettings;
  info: TapInfo;
  tap?: Tap;
  /** Runs while something is to be told. */
  timer?: NodeJS.Timeout;
}

/** The taps that listen, by name. What crosses them goes to the store of live traffic. */
export class OpenTaps {
  readonly #options: OpenTapsOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(options: OpenTapsOptions) {
    this.#options = options;
  }

  list(): readonly TapInfo[] {
    return [...this.#entries.values()].map(({ info }) => info);
  }

  /** Listens; a tap of the same name ends first. The answer has the authority that programs must trust. */
  async start(params: StartTapParams): Promise<Outcome<StartedTap>> {
    const { name, profile, listen } = params;
    await this.stop(name);
    try {
      const settings = settingsOf(name, profile, listen);
      const { authority, isNew } = await authorityFor(params.authority, namesOf(settings));
      const info: TapInfo = {
        name,
        to: profile.service,
        listening: '',
        offers: '',
        open: 0,
        total: 0,
        recorded: 0,
        notes: [],
      };
      const entry: Entry = { settings, info };
      const certificates = new AuthorityCertificates(authority, usualName(settings));
      const tap = await Tap.start(settings, {
        certificates,
        sink: this.#sink(entry),
        onConnection: (event) => {
          const { open, total } = entry.info;
          this.#tell(entry, event === 'open' ? { open: open + 1, total: total + 1 } : { open: open - 1 });
        },
      });
      if (!tap.ok) return tap;
      entry.tap = tap.value;
      this.#entries.set(name, entry);
      const { address } = tap.value;
      const scheme = settings.listen.url.slice(0, settings.listen.url.indexOf('://'));
      this.#tell(entry, { listening: address, offers: `${scheme}://${address}` });
      return { ok: true, value: { info: entry.info, authority, isNew } };
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    }
  }

  /** Listens no more, and cuts its connections off. */
  async stop(name: string): Promise<void> {
    const entry = this.#entries.get(name);
    if (entry?.tap === undefined) return;
    this.#entries.delete(name);
    clearTimeout(entry.timer);
    await entry.tap.stop();
    clearTimeout(entry.timer);
    this.#options.onChanged({ ...entry.info, listening: null, open: 0 });
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#entries.keys()].map((name) => this.stop(name)));
  }

  /** Follows and keeps what crosses, as the recorder of captures does. */
  #sink(entry: Entry): UnitSink {
    const { store, projects } = this.#options;
    const { name } = entry.settings;
    const connections = new RecordedConnections(store, { isLive: true });
    const note = (text: string): void => {
      const notes = [...entry.info.notes, text].slice(-mostNotes);
      this.#tell(entry, { notes });
    };
    const recorder = new UnitRecorder(store, connections, () => projects.of(name), note);
    return {
      begin: (connection, start) => recorder.begin(connection, start),
      // All of them are of the tap, by its name: their addresses tell them apart.
      details: (connection, details) => connections.describe(connection, { ...details, name }),
      unit: (connection, side, time, unit, encrypted) => {
        recorder.record(connection, side, time, unit, encrypted);
        if (connections.count !== entry.info.recorded) this.#tell(entry, { recorded: connections.count });
      },
      late: (connection, lost, bytes) => recorder.late(connection, lost, bytes),
      ended: (connection, end, time, reason) => recorder.ended(connection, end, time, reason),
      note: (_connection, _side, text) => note(`${text}.`),
      tell: note,
      problem: note,
      flush: () => Promise.resolve(),
    };
  }

  #tell(entry: Entry, changes: Partial<TapInfo>): void {
    entry.info = { ...entry.info, ...changes };
    entry.timer ??= setTimeout(() => {
      delete entry.timer;
      if (this.#entries.get(entry.settings.name) === entry) this.#options.onChanged(entry.info);
    }, toldEvery);
  }
}

function settingsOf(name: string, profile: StartTapParams['profile'], listen: string): TapSettings {
  const { protocol, service, tls = {}, jid } = profile;
  const to = readAddress(service, protocol, `The service of “${name}”`);
  const domain = jid === undefined ? undefined : bareJid(jid).replace(/^[^@]*@/u, '');
  return {
    name,
    protocol,
    listen: listeningAddress(listen, protocol, to, 'The address of a tap'),
    to: { service: to, tls, ...(domain === undefined ? {} : { domain }) },
  };
}
