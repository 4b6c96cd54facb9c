/** Characters that HTML names and XML does not: the commonest ones, which are written as themselves in XMPP. */
export const characterNames: Readonly<Record<string, string>> = {
  nbsp: '\u00a0', iexcl: '¡', cent: '¢', pound: '£', yen: '¥', sect: '§', copy: '©', laquo: '«', raquo: '»', reg: '®', deg: '°', plusmn: '±', micro: 'µ', para: '¶', middot: '·',
  frac12: '½', frac14: '¼', frac34: '¾', iquest: '¿', times: '×', divide: '÷', szlig: 'ß', agrave: 'à', aacute: 'á', acirc: 'â', atilde: 'ã', auml: 'ä', aring: 'å', aelig: 'æ',
  ccedil: 'ç', egrave: 'è', eacute: 'é', ecirc: 'ê', euml: 'ë', igrave: 'ì', iacute: 'í', icirc: 'î', iuml: 'ï', ntilde: 'ñ', ograve: 'ò', oacute: 'ó', ocirc: 'ô', otilde: 'õ',
  ouml: 'ö', oslash: 'ø', ugrave: 'ù', uacute: 'ú', ucirc: 'û', uuml: 'ü', yacute: 'ý', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', Aring: 'Å', Eacute: 'É', Ntilde: 'Ñ', Oslash: 'Ø', AElig: 'Æ',
  ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„', bull: '•', hellip: '…', prime: '′', euro: '€', trade: '™', larr: '←', uarr: '↑',
  rarr: '→', darr: '↓', harr: '↔', minus: '−', infin: '∞', ne: '≠', le: '≤', ge: '≥', alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', lambda: 'λ', pi: 'π', sigma: 'σ', omega: 'ω',
};
