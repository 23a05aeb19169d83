import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTaskItemUri, taskItemId, taskItemUris } from '../../../../src/shared/tasks/taskItems.ts';

test('task items: each dragged item has a URI', () => {
  const uris = taskItemUris('{"id":"kie.tasks","itemHandles":["1/a-b","1/a-b#2","1/batch:x","0/0:Today"]}');
  assert.deepEqual(uris.map(taskItemId), ['a-b', 'a-b#2', 'batch:x']);
  assert.ok(uris.every(isTaskItemUri));
});

test('task items: other data has none', () => {
  for (const data of ['', 'file:///a.png', '{}', '{"itemHandles":[1]}', 'null']) {
    assert.deepEqual(taskItemUris(data), [], data);
    assert.equal(isTaskItemUri(data), false, data);
  }
  assert.equal(taskItemId('file:///a.png'), undefined);
  assert.equal(taskItemId('kie-task:%E0%A4%A'), undefined);
});
