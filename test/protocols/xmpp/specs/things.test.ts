import { describe, expect, it } from 'vitest';
import { accepts, findings, objects } from './harness.ts';

describe('things (XEP-0323, 0324, 0325, 0347)', () => {
  accepts(
    '<iq type="set" id="1" to="registry.example.org"><register xmlns="urn:xmpp:iot:discovery"><str name="SN" value="394872348732948723"/><num name="V" value="1.2"/></register></iq>',
  );
  objects(
    '<iq type="set" id="1" to="registry.example.org"><register xmlns="urn:xmpp:iot:discovery"><num name="V" value="new"/></register></iq>',
    'xmpp/attribute-value',
  );
  objects(
    '<iq type="get" id="2" to="device@example.org"><req xmlns="urn:xmpp:iot:sensordata" seqnr="1" momentary="true"/></iq>',
    'xmpp/namespace-retired',
  );
  objects(
    '<iq type="get" id="2" to="device@example.org"><req xmlns="urn:xmpp:iot:sensordata" momentary="true"/></iq>',
    'xmpp/namespace-retired',
    'xmpp/attribute-required',
  );
  objects(
    '<iq type="set" id="3" to="device@example.org"><set xmlns="urn:xmpp:iot:control"><boolean name="Output" value="on"/></set></iq>',
    'xmpp/namespace-retired',
    'xmpp/attribute-value',
  );
});

describe('concentrators (XEP-0326)', () => {
  const space = 'xmlns="urn:xmpp:iot:concentrators"';
  /** What is found besides that the namespace is out of use. */
  const found = (text: string): string[] => findings(text).filter((code) => code !== 'xmpp/namespace-retired');
  const iq = (type: string, content: string): string =>
    `<iq type="${type}" id="1" from="master@example.org/amr" to="concentrator@example.org">${content}</iq>`;
  const node = 'nodeId="Node1" state="None" hasChildren="false"';

  it('tell of their sources and nodes', () => {
    expect(found(iq('get', `<getAllDataSources ${space} userToken="a"/>`))).toEqual([]);
    expect(
      found(
        iq(
          'result',
          `<getAllDataSourcesResponse ${space} result="OK"><dataSource sourceId="MeteringTopology" name="Topology" hasChildren="true" lastChanged="2013-03-19T17:58:01"/></getAllDataSourcesResponse>`,
        ),
      ),
    ).toEqual([]);
    expect(
      found(iq('get', `<getNode ${space} sourceId="MeteringTopology" nodeId="Node1" parameters="true"/>`)),
    ).toEqual([]);
    expect(
      found(
        iq(
          'result',
          `<getNodesResponse ${space} result="OK"><node ${node}><string id="type" name="Type" value="Meter"/><int id="n" name="N" value="4"/></node></getNodesResponse>`,
        ),
      ),
    ).toEqual([]);
  });

  it('are asked in the right way', () => {
    expect(found(iq('set', `<getAllDataSources ${space}/>`))).toEqual(['xmpp/payload-place']);
    expect(found(iq('get', `<getNode ${space} sourceId="MeteringTopology"/>`))).toEqual(['xmpp/attribute-required']);
    expect(found(iq('get', `<getNodez ${space}/>`))).toEqual(['xmpp/element-unknown']);
    expect(found(iq('result', `<getNodesResponse ${space} result="Fine"/>`))).toEqual(['xmpp/attribute-value']);
    expect(
      found(
        iq(
          'result',
          `<getNodesResponse ${space} result="OK"><node ${node}><int id="n" name="N" value="four"/></node></getNodesResponse>`,
        ),
      ),
    ).toEqual(['xmpp/attribute-value']);
    expect(found(iq('set', `<createNewNode ${space} sourceId="s" nodeId="n" type="t"/>`))).toEqual([
      'xmpp/child-required',
    ]);
  });

  it('tell what happens', () => {
    expect(
      found(
        `<message to="a@b"><nodeStatusChanged ${space} sourceId="s" nodeId="n" state="ErrorUnsigned"><message timestamp="2013-03-21T11:06:15Z" type="Error">Broken.</message></nodeStatusChanged></message>`,
      ),
    ).toEqual([]);
    expect(
      found(`<message to="a@b"><nodeStatusChanged ${space} sourceId="s" nodeId="n" state="Broken"/></message>`),
    ).toEqual(['xmpp/attribute-value']);
    expect(
      found(
        `<message to="a@b"><queryProgress ${space} sourceId="s" nodeId="n" queryId="q"><newTable tableId="t" tableName="T"><column columnId="c"/></newTable><newRecords tableId="t"><record><int>4</int><void/></record></newRecords><queryDone/></queryProgress></message>`,
      ),
    ).toEqual([]);
    expect(
      found(
        `<message to="a@b"><queryProgress ${space} queryId="q"><newRecords tableId="t"><record><int>four</int></record></newRecords></queryProgress></message>`,
      ),
    ).toEqual(['xmpp/text-value']);
  });
});

describe('things by the Neuro-Foundation, which go on where those ended', () => {
  const sensor = 'xmlns="urn:nf:iot:sd:1.0"';
  const get = (content: string): string => `<iq type="get" id="1" to="device@example.org/1">${content}</iq>`;
  const set = (content: string): string => `<iq type="set" id="1" to="device@example.org/1">${content}</iq>`;
  const result = (content: string): string => `<iq type="result" id="1" from="device@example.org/1">${content}</iq>`;

  describe('sensor data', () => {
    accepts(
      get(
        `<req ${sensor} id="d4fe" m="true" from="2026-11-01T00:00:00"><nd id="Meter1" src="Metering"/><f n="Energy"/></req>`,
      ),
    );
    accepts(get('<req xmlns="urn:nfi:iot:sd:1.0" id="d4fe" all="1"/>'));
    accepts(result(`<accepted ${sensor} id="d4fe" queued="true"/>`));
    accepts(
      `<message to="a@b/c" from="d@e/f"><resp ${sensor} id="1" more="true"><ts v="2018-07-18T15:19:57.732"><q n="Light" m="true" ar="true" v="26.11" u="%"/><b n="Motion" m="true" v="true"/><e n="State" t="States" v="On"/></ts></resp></message>`,
    );
    accepts(
      result(
        `<resp ${sensor} id="1"><nd id="N"><ts v="2018-07-18T15:19:57Z"><i n="Count" v="4"/><err>No answer.</err></ts></nd></resp>`,
      ),
    );
    objects(get(`<req ${sensor} m="true"/>`), 'xmpp/attribute-required');
    objects(get(`<req ${sensor} id="1" from="yesterday"/>`), 'xmpp/attribute-value');
    objects(set(`<req ${sensor} id="1"/>`), 'xmpp/payload-place');
    objects(
      result(`<resp ${sensor} id="1"><ts v="2018-07-18T15:19:57Z"><q n="Light" v="bright"/></ts></resp>`),
      'xmpp/attribute-value',
    );
    objects(
      result(`<resp ${sensor} id="1"><ts v="2018-07-18T15:19:57Z"><z n="Light" v="1"/></ts></resp>`),
      'xmpp/element-unknown',
    );
  });

  describe('control, subscriptions and registry', () => {
    accepts(
      set(
        '<set xmlns="urn:nf:iot:ctr:1.0" ut="t"><nd id="Lamp"/><b n="Output" v="true"/><cl n="Color" v="FF8000"/></set>',
      ),
    );
    objects(set('<set xmlns="urn:nf:iot:ctr:1.0"><b n="Output" v="yes"/></set>'), 'xmpp/attribute-value');
    objects(set('<set xmlns="urn:nf:iot:ctr:1.0"><cl n="Color" v="red"/></set>'), 'xmpp/attribute-value');
    accepts(
      set(
        '<subscribe xmlns="urn:nf:iot:events:1.0" id="d4" m="true" minInt="PT1S" maxInt="PT1M"><f n="Light" v="25.72" by="1"/></subscribe>',
      ),
    );
    objects(set('<subscribe xmlns="urn:nf:iot:events:1.0" id="d4" maxInt="a minute"/>'), 'xmpp/attribute-value');
    accepts(
      set(
        '<register xmlns="urn:nf:iot:disco:1.0"><str name="MAN" value="example.org"/><num name="V" value="1.2"/></register>',
      ),
    );
    accepts(
      get(
        '<search xmlns="urn:nf:iot:disco:1.0" maxCount="10"><strEq name="MAN" value="example.org"/><numRange name="LAT" min="-34" max="-33"/></search>',
      ),
    );
    objects(get('<search xmlns="urn:nf:iot:disco:1.0"><numGt name="V" value="new"/></search>'), 'xmpp/attribute-value');
  });

  describe('provisioning and concentrators', () => {
    accepts(get('<isFriend xmlns="urn:nf:iot:prov:d:1.0" jid="a@example.org"/>'));
    objects(result('<isFriendResponse xmlns="urn:nf:iot:prov:d:1.0" jid="a@example.org"/>'), 'xmpp/attribute-required');
    accepts(
      '<message to="prov.example.org"><canReadRule xmlns="urn:nf:iot:prov:o:1.0" jid="d@e" remoteJid="a@b" key="k" result="true"><partial m="true"><f n="Energy"/></partial><fromDomain/></canReadRule></message>',
    );
    objects(
      '<message to="prov.example.org"><isFriendRule xmlns="urn:nf:iot:prov:o:1.0" jid="d@e" remoteJid="a@b" key="k" result="true" range="Friends"/></message>',
      'xmpp/attribute-value',
    );
    accepts(get('<getToken xmlns="urn:nf:iot:prov:t:1.0">AAAA</getToken>'));
    accepts(get('<getNode xmlns="urn:nf:iot:concentrator:1.0" id="N" src="S"/>'));
    objects(get('<getNodee xmlns="urn:nf:iot:concentrator:1.0" id="N" src="S"/>'), 'xmpp/element-unknown');
    objects(set('<getNode xmlns="urn:nf:iot:concentrator:1.0" id="N" src="S"/>'), 'xmpp/payload-place');
  });
});
