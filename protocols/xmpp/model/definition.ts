import type { AttributeType, Datatype } from './datatype-names.ts';

/**
 * How often a child stands in its parent: `1`, `?`, `*`, `+`, a range such as `0..2`, `0` (not here).
 * A trailing `~` says that the specification asks for it but that working software omits it: its absence is only a hint.
 */
export type Cardinality = '0' | '1' | '?' | '*' | '+' | '1~' | '+~' | `${number}..${number}`;

export type StanzaPlace =
  | 'message'
  | `message ${'chat' | 'error' | 'groupchat' | 'headline' | 'normal'}`
  | 'presence'
  | `presence ${'available' | 'unavailable' | 'subscribe' | 'subscribed' | 'unsubscribe' | 'unsubscribed' | 'probe' | 'error'}`
  | 'iq'
  | `iq ${'get' | 'set' | 'result' | 'error'}`;

/**
 * Where an element may stand, other than inside an element of its own namespace that lists it:
 * directly in a stanza (`message` is every type of message, `message chat` one), at the top level of the stream (`stream`),
 * in `<stream:features/>` (`features`), in a stanza's `<error/>` (`error`) or a `<stream:error/>` (`stream-error`) as
 * application condition, in a foreign element by its Clark name (`{http://jabber.org/protocol/pubsub}item`), or in any element
 * of another namespace (`payload`).
 */
export type Place = StanzaPlace | 'stream' | 'features' | 'error' | 'stream-error' | 'payload' | `{${string}}${string}`;

/** What an address must look like: a domain alone, a bare JID, a full JID, or nothing at all. Several are joined by `|`. */
export type AddressForm = 'none' | 'domain' | 'bare' | 'full';

/** A type (`jid?`), or the type and one line on what the attribute is for. `none` says that it may not stand here. */
export type AttributeDefinition = AttributeType | readonly [type: AttributeType, about: string];

/** A cardinality, or the cardinality and a definition that holds only inside this parent. */
export type ChildDefinition = Cardinality | readonly [cardinality: Cardinality, local: ElementDefinition];

/** What an element holds. */
export interface Content {
  /** By name; a foreign attribute by its Clark name. `xml:lang` is allowed everywhere and need not be listed. */
  readonly attributes?: Readonly<Record<string, AttributeDefinition>>;
  /** By local name for the namespace that is being defined, else by Clark name. Order never matters. */
  readonly children?: Readonly<Record<string, ChildDefinition>>;
  /** The type of the character data. Without it only white space may stand. `string?` may be empty, `string` may not. */
  readonly text?: AttributeType;
  /** Groups of children of which exactly one, at most one, at least one element must stand. */
  readonly exactlyOne?: readonly (readonly string[])[];
  readonly atMostOne?: readonly (readonly string[])[];
  readonly atLeastOne?: readonly (readonly string[])[];
}

/** One element of a specification. */
export interface ElementDefinition extends Content {
  /** What it is for: one line in own words. */
  readonly about: string;
  /** Section of the specification, with the page's anchor where it has one: `3.1`, `4.2#disco`; of another one with its name: `RFC 6120 8.3`. */
  readonly section?: string;
  readonly stands?: Place | readonly Place[];
  /** True where elements of other namespaces are what it is there for (a pubsub item, a forwarded stanza's wrapper). */
  readonly payload?: true;
  /** True where its content is not described: anything may stand in it, and none of it is checked by this model. */
  readonly open?: true;
  /** True where attributes that are not listed may stand as well. */
  readonly anyAttribute?: true;
  /** What differs by the stanza around it: merged over the content above, attribute by attribute and child by child. */
  readonly when?: Readonly<Partial<Record<StanzaPlace, Content>>>;
  /**
   * What answers an iq that carries it: `empty`, the name of an element of this namespace, a Clark name, `any`; several are
   * joined by ` | `. Without it the reply is not checked.
   */
  readonly reply?: Readonly<Partial<Record<'iq get' | 'iq set', string>>>;
  /** What the stanza's addresses must look like when it carries this element: `bare`, `none | domain`. */
  readonly to?: string;
  readonly from?: string;
  /** The revision of the specification that brought it in, where that is worth knowing. */
  readonly since?: string;
  /** The way out, where the specification discourages it: a sentence. */
  readonly deprecated?: string;
}

/** The elements of one namespace that may be named from outside, by local name. */
export type NamespaceDefinition = Readonly<Record<string, ElementDefinition>>;

/** A field of a registered form (XEP-0068): its type in XEP-0004 and what it is for. */
export type FormField = readonly [
  type:
    | 'boolean'
    | 'fixed'
    | 'hidden'
    | 'jid-multi'
    | 'jid-single'
    | 'list-multi'
    | 'list-single'
    | 'text-multi'
    | 'text-private'
    | 'text-single',
  about: string,
  datatype?: Datatype,
];

/** A registered FORM_TYPE. */
export interface FormDefinition {
  readonly about: string;
  /** By `var`. */
  readonly fields: Readonly<Record<string, FormField>>;
}

/** A whole stanza for people to start from. `${1:text}` marks what they fill in. */
export interface Template {
  readonly label: string;
  /** A short name by which it is found as well. */
  readonly prefix?: string;
  readonly text: string;
}

export type SpecificationStatus =
  | 'Standard'
  | 'Proposed'
  | 'Experimental'
  | 'Draft'
  | 'Stable'
  | 'Final'
  | 'Active'
  | 'Deferred'
  | 'Deprecated'
  | 'Obsolete'
  | 'Retracted'
  | 'Rejected'
  | 'Informational';

/**
 * One RFC or XEP as facts, in own words. Everything big is behind a function, so that loading a specification costs nothing
 * until one of its namespaces is met.
 */
export interface Specification {
  /** `RFC 6120`, `XEP-0030`. */
  readonly id: string;
  readonly title: string;
  readonly status: SpecificationStatus;
  /** The revision that the facts were taken from. */
  readonly version?: string;
  /** `full`: content model, exchanges and the rules beyond it; `model`: content model; `names`: namespaces are known, no more. */
  readonly depth: 'full' | 'model' | 'names';
  /** Elements by namespace. A namespace with no elements to describe maps to an empty object. */
  readonly namespaces?: Readonly<Record<string, () => NamespaceDefinition>>;
  /** Namespaces of this specification that are out of use, with what to use instead: a sentence. */
  readonly retired?: Readonly<Record<string, string>>;
  /** Service discovery features (XEP-0030 `var`) and what they announce. */
  readonly features?: Readonly<Record<string, string>>;
  /** Service discovery identities, `category/type`, and what they are. */
  readonly identities?: Readonly<Record<string, string>>;
  /** Registered forms by FORM_TYPE. */
  readonly forms?: Readonly<Record<string, () => FormDefinition>>;
  /** MUC status codes (XEP-0045, 16.6.2). */
  readonly statusCodes?: Readonly<Record<string, string>>;
  /** SHIM headers (XEP-0131). */
  readonly headers?: Readonly<Record<string, string>>;
  readonly templates?: readonly Template[];
}
