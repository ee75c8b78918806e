import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { BpmnModdle } from "bpmn-moddle";

const descriptor = JSON.parse(readFileSync(new URL("../src/moddle/signaalketen.json", import.meta.url), "utf8"));

const model = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sk="urn:signaalketen:bpmn:1" id="d" targetNamespace="urn:test">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:extensionElements>
      <sk:ladder id="L1"><sk:rung at="50%" to="assignee" action="remind" channel="screen" /></sk:ladder>
    </bpmn:extensionElements>
    <bpmn:laneSet id="ls"><bpmn:lane id="l" sk:role="case-owner" /></bpmn:laneSet>
    <bpmn:userTask id="t" sk:form="assess" sk:fourEyes="other" sk:shows="report.*" sk:legalBasis="Wet" sk:purpose="Duiden">
      <bpmn:extensionElements>
        <sk:term duration="5 wd" kind="agreed" ladder="L1" from="receivedAt" />
        <sk:input target="a" source="b" />
        <sk:output target="c" source="d" />
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:serviceTask id="s" sk:job="erase-case" />
    <bpmn:receiveTask id="r" sk:correlationKey="caseId" />
    <bpmn:callActivity id="c" calledElement="q" sk:binding="version" sk:version="3" />
  </bpmn:process>
</bpmn:definitions>`;

test("every extension attribute is read as a typed property", async () => {
  const moddle = new BpmnModdle({ sk: descriptor });
  const { rootElement, warnings, elementsById } = await moddle.fromXML(model);
  assert.deepEqual(warnings, []);
  const process = rootElement.rootElements[0];
  const ladder = process.extensionElements.values[0];
  assert.equal(ladder.$type, "sk:Ladder");
  assert.equal(ladder.rungs[0].at, "50%");
  assert.equal(elementsById.l.role, "case-owner");
  const task = elementsById.t;
  assert.deepEqual([task.form, task.fourEyes, task.shows, task.legalBasis, task.purpose], ["assess", "other", "report.*", "Wet", "Duiden"]);
  assert.deepEqual(task.extensionElements.values.map((value) => value.$type), ["sk:Term", "sk:Input", "sk:Output"]);
  assert.equal(task.extensionElements.values[0].duration, "5 wd");
  assert.equal(elementsById.s.job, "erase-case");
  assert.deepEqual([elementsById.c.binding, elementsById.c.version], ["version", 3]);
  assert.equal(elementsById.r.correlationKey, "caseId");
});

test("a model keeps its extensions when it is written again", async () => {
  const moddle = new BpmnModdle({ sk: descriptor });
  const { rootElement } = await moddle.fromXML(model);
  const { xml } = await moddle.toXML(rootElement);
  for (const piece of ['sk:role="case-owner"', 'sk:form="assess"', '<sk:rung at="50%"', 'sk:job="erase-case"', 'kind="agreed"']) {
    assert.ok(xml.includes(piece), piece);
  }
});
