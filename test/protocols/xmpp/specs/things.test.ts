import { describe, expect, it } from 'vitest';
import { accepts, findings, objects } from './harness.ts';

describe('things (XEP-0323, 0324, 0325, 0347)', () => {
  accepts('<iq type="set" id="1" to="registry.example.org"><register xmlns="urn:xmpp:iot:discovery"><str name="SN" value="394872348732948723"/><num name="V" value="1.2"/></register></iq>');
  objects('<iq type="set" id="1" to="registry.example.org"><register xmlns="urn:xmpp:iot:discovery"><num name="V" value="new"/></register></iq>', 'xmpp/attribute-value');
  objects('<iq type="get" id="2" to="device@example.org"><req xmlns="urn:xmpp:iot:sensordata" seqnr="1" momentary="true"/></iq>', 'xmpp/namespace-retired');
  objects('<iq type="get" id="2" to="device@example.org"><req xmlns="urn:xmpp:iot:sensordata" momentary="true"/></iq>', 'xmpp/namespace-retired', 'xmpp/attribute-required');
  objects('<iq type="set" id="3" to="device@example.org"><set xmlns="urn:xmpp:iot:control"><boolean name="Output" value="on"/></set></iq>', 'xmpp/namespace-retired', 'xmpp/attribute-value');
});

describe('concentrators (XEP-0326)', () => {
  const space = 'xmlns="urn:xmpp:iot:concentrators"';
  /** What is found besides that the namespace is out of use. */
  const found = (text: string): string[] => findings(text).filter((code) => code !== 'xmpp/namespace-retired');
  const iq = (type: string, content: string): string => `<iq type="${type}" id="1" from="master@example.org/amr" to="concentrator@example.org">${content}</iq>`;
  const node = 'nodeId="Node1" state="None" hasChildren="false"';

  it('tell of their sources and nodes', () => {
    expect(found(iq('get', `<getAllDataSources ${space} userToken="a"/>`))).toEqual([]);
    expect(found(iq('result', `<getAllDataSourcesResponse ${space} result="OK"><dataSource sourceId="MeteringTopology" name="Topology" hasChildren="true" lastChanged="2013-03-19T17:58:01"/></getAllDataSourcesResponse>`))).toEqual([]);
    expect(found(iq('get', `<getNode ${space} sourceId="MeteringTopology" nodeId="Node1" parameters="true"/>`))).toEqual([]);
    expect(found(iq('result', `<getNodesResponse ${space} result="OK"><node ${node}><string id="type" name="Type" value="Meter"/><int id="n" name="N" value="4"/></node></getNodesResponse>`))).toEqual([]);
  });

  it('are asked in the right way', () => {
    expect(found(iq('set', `<getAllDataSources ${space}/>`))).toEqual(['xmpp/payload-place']);
    expect(found(iq('get', `<getNode ${space} sourceId="MeteringTopology"/>`))).toEqual(['xmpp/attribute-required']);
    expect(found(iq('get', `<getNodez ${space}/>`))).toEqual(['xmpp/element-unknown']);
    expect(found(iq('result', `<getNodesResponse ${space} result="Fine"/>`))).toEqual(['xmpp/attribute-value']);
    expect(found(iq('result', `<getNodesResponse ${space} result="OK"><node ${node}><int id="n" name="N" value="four"/></node></getNodesResponse>`))).toEqual(['xmpp/attribute-value']);
    expect(found(iq('set', `<createNewNode ${space} sourceId="s" nodeId="n" type="t"/>`))).toEqual(['xmpp/child-required']);
  });

  it('tell what happens', () => {
    expect(found(`<message to="a@b"><nodeStatusChanged ${space} sourceId="s" nodeId="n" state="ErrorUnsigned"><message timestamp="2013-03-21T11:06:15Z" type="Error">Broken.</message></nodeStatusChanged></message>`)).toEqual([]);
    expect(found(`<message to="a@b"><nodeStatusChanged ${space} sourceId="s" nodeId="n" state="Broken"/></message>`)).toEqual(['xmpp/attribute-value']);
    expect(found(`<message to="a@b"><queryProgress ${space} sourceId="s" nodeId="n" queryId="q"><newTable tableId="t" tableName="T"><column columnId="c"/></newTable><newRecords tableId="t"><record><int>4</int><void/></record></newRecords><queryDone/></queryProgress></message>`)).toEqual([]);
    expect(found(`<message to="a@b"><queryProgress ${space} queryId="q"><newRecords tableId="t"><record><int>four</int></record></newRecords></queryProgress></message>`)).toEqual(['xmpp/text-value']);
  });
});
