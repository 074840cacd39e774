// The life of a container group by way of the official JavaScript client, unmodified.
// usage: node lifecycle.js ENDPOINT; prints "passed: ..." or "FAILED: ..." per check. NODE_EXTRA_CA_CERTS must name the emulator's certificate.
import assert from "node:assert/strict";
import { ContainerInstanceManagementClient } from "@azure/arm-containerinstance";
import WebSocket from "ws";

const endpoint = process.argv[2].replace(/\/$/, "");
const subscription = "00000000-0000-0000-0000-000000000001";
const resourceGroup = "js-lane";

// A service principal, signed in at the authority that the cloud's metadata names.
async function signIn(scopes) {
  const cloud = await (await fetch(`${endpoint}/metadata/endpoints?api-version=2022-09-01`)).json();
  const authority = await (await fetch(`${cloud.authentication.loginEndpoint}/.well-known/openid-configuration`)).json();
  const form = new URLSearchParams({ grant_type: "client_credentials", client_id: "11111111-1111-1111-1111-111111111111", client_secret: "x", scope: [scopes].flat().join(" ") });
  const answer = await (await fetch(authority.token_endpoint, { method: "POST", body: form })).json();
  return { token: answer.access_token, expiresOnTimestamp: Date.now() + answer.expires_in * 1000 };
}

const credential = { getToken: signIn };
const client = new ContainerInstanceManagementClient(credential, subscription, { endpoint, $host: endpoint });
const groups = client.containerGroups;

async function arm(method, path, body) {
  const { token } = await signIn(`${endpoint}/.default`);
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return await fetch(`${endpoint}${path}?api-version=2021-04-01`, { method, headers, body: JSON.stringify(body) });
}

function group(change = {}) {
  return {
    location: "westus", osType: "Linux", restartPolicy: "Never",
    containers: [{
      name: "main", image: "alpine", command: ["sleep", "600"], resources: { requests: { cpu: 1, memoryInGB: 1.5 } },
      environmentVariables: [{ name: "COLOUR", value: "blue" }, { name: "TOKEN", secureValue: "hidden" }],
    }],
    ...change,
  };
}

async function all(pages) {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
}

async function refused(action, status, code, message) {
  await assert.rejects(action, (error) => {
    assert.equal(error.statusCode, status, error.message);
    assert.equal(error.code, code);
    assert.match(error.message, message);
    return true;
  });
}

function talk({ webSocketUri, password }, lines) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(webSocketUri);
    let shown = "";
    socket.on("open", () => {
      socket.send(password);
      for (const line of lines) socket.send(Buffer.from(line + "\r"));
    });
    socket.on("message", (data) => { shown += data.toString(); });
    socket.on("close", () => resolve(shown));
    socket.on("error", reject);
  });
}

const checks = [
  ["a resource group that is missing is said so", async () => {
    const answer = await arm("GET", `/subscriptions/${subscription}/resourceGroups/nowhere`);
    assert.equal((await answer.json()).error.code, "ResourceGroupNotFound");
  }],
  ["the resource group is created", async () => {
    assert.equal((await arm("PUT", `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`, { location: "westus" })).status, 201);
  }],
  ["beginCreateOrUpdateAndWait", async () => {
    const made = await groups.beginCreateOrUpdateAndWait(resourceGroup, "one", group());
    assert.equal(made.provisioningState, "Succeeded");
    assert.equal(made.instanceView.state, "Running");
    assert.equal(made.containers[0].instanceView.currentState.state, "Running");
    assert.deepEqual(made.containers[0].instanceView.events.map((e) => e.name), ["Pulling", "Pulled", "Created", "Started"]);
  }],
  ["get gives no secrets back", async () => {
    assert.deepEqual((await groups.get(resourceGroup, "one")).containers[0].environmentVariables, [{ name: "COLOUR", value: "blue" }, { name: "TOKEN" }]);
  }],
  ["both lists show it without an instance view", async () => {
    for (const found of [await all(groups.listByResourceGroup(resourceGroup)), await all(groups.list())]) {
      const one = found.find((g) => g.name === "one");
      assert.ok(one);
      assert.equal(one.instanceView, undefined);
    }
  }],
  ["update changes the tags", async () => {
    const updated = await groups.update(resourceGroup, "one", { tags: { team: "a" } });
    assert.deepEqual(updated.tags, { team: "a" });
  }],
  ["listLogs", async () => {
    assert.match((await client.containers.listLogs(resourceGroup, "one", "main")).content, /sleeping for 600 s/);
  }],
  ["listLogs with tail and timestamps", async () => {
    assert.match((await client.containers.listLogs(resourceGroup, "one", "main", { tail: 1, timestamps: true })).content, /^\d{4}-\d\d-\d\dT.* burst\/sleep/);
  }],
  ["executeCommand, over its websocket", async () => {
    const answer = await client.containers.executeCommand(resourceGroup, "one", "main", { command: "/bin/sh", terminalSize: { rows: 24, cols: 80 } });
    assert.match(await talk(answer, ["echo $COLOUR $TOKEN", "exit"]), /\r\nblue hidden\r\n/);
  }],
  ["attach promises a websocket", async () => {
    const answer = await client.containers.attach(resourceGroup, "one", "main");
    const socket = new WebSocket(answer.webSocketUri, { headers: { authorization: answer.password } });
    await new Promise((resolve, reject) => socket.on("open", resolve).on("error", reject));
    socket.close();
  }],
  ["attach shows what is written from then on", async () => {
    await groups.beginCreateOrUpdateAndWait(resourceGroup, "short", group({ containers: [{ ...group().containers[0], command: ["sleep", "8"] }] }));
    const { webSocketUri, password } = await client.containers.attach(resourceGroup, "short", "main");
    const socket = new WebSocket(webSocketUri, { headers: { authorization: password } });
    const shown = await new Promise((resolve, reject) => {
      let text = "";
      socket.on("message", (data) => { text += data.toString(); if (text.includes("exit code")) resolve(text); });
      socket.on("close", () => resolve(text)).on("error", reject);
    });
    socket.close();
    assert.match(shown, /burst\/sleep: exit code 0/);
    assert.equal((await groups.get(resourceGroup, "short")).instanceView.state, "Succeeded");
    await groups.beginDeleteAndWait(resourceGroup, "short");
  }],
  ["beginRestartAndWait", async () => { await groups.beginRestartAndWait(resourceGroup, "one"); }],
  ["stop, then start", async () => {
    // What has just been restarted is still in transition.
    for (let i = 0; i < 50 && (await groups.get(resourceGroup, "one")).instanceView.state !== "Running"; i++) await new Promise((done) => setTimeout(done, 100));
    await groups.stop(resourceGroup, "one");
    assert.equal((await groups.get(resourceGroup, "one")).instanceView.state, "Stopped");
    await groups.beginStartAndWait(resourceGroup, "one");
    assert.equal((await groups.get(resourceGroup, "one")).instanceView.state, "Running");
  }],
  ["an exit code is told", async () => {
    await groups.beginCreateOrUpdateAndWait(resourceGroup, "fails", group({ containers: [{ ...group().containers[0], command: ["/burst/fail", "3"] }] }));
    let seen;
    for (let i = 0; i < 50 && seen?.instanceView.state !== "Failed"; i++) {
      seen = await groups.get(resourceGroup, "fails");
      await new Promise((done) => setTimeout(done, 100));
    }
    assert.equal(seen.instanceView.state, "Failed");
    assert.equal(seen.containers[0].instanceView.currentState.exitCode, 3);
    assert.equal(seen.containers[0].instanceView.currentState.detailStatus, "Error");
  }],
  ["usages, capabilities, cached images, operations, outbound dependencies", async () => {
    const usages = await all(client.location.listUsage("westus"));
    assert.equal(usages.find((u) => u.name.value === "ContainerGroups").currentValue, 2);
    assert.ok((await all(client.location.listCapabilities("westus"))).some((c) => c.osType === "Linux" && c.capabilities.maxCpu >= 4));
    assert.ok((await all(client.location.listCachedImages("westus"))).length > 0);
    assert.ok((await all(client.operations.list())).some((o) => o.name === "Microsoft.ContainerInstance/containerGroups/write"));
    assert.equal(Object.keys(await groups.getOutboundNetworkDependenciesEndpoints(resourceGroup, "one")).length, 0);
  }],
  ["a group that does not exist", async () => {
    await refused(() => groups.get(resourceGroup, "nothing"), 404, "ResourceNotFound", /'Microsoft\.ContainerInstance\/containerGroups\/nothing' under resource group 'js-lane' was not found/);
  }],
  ["a change that is not allowed", async () => {
    await refused(() => groups.beginCreateOrUpdateAndWait(resourceGroup, "one", group({ restartPolicy: "Always" })), 400, "InvalidContainerGroupUpdate", /you must delete it first/);
  }],
  ["a quota that is used up", async () => {
    const large = group({ containers: [{ ...group().containers[0], resources: { requests: { cpu: 31, memoryInGB: 10 } } }] });
    await refused(async () => {
      for (let i = 0; i < 5; i++) await groups.beginCreateOrUpdateAndWait(resourceGroup, `large-${i}`, large);
    }, 400, "ContainerGroupQuotaReached", /quota 'StandardCores' exceeded in region 'westus'/);
  }],
  ["an image that cannot be had", async () => {
    const bad = group({ containers: [{ ...group().containers[0], image: "Not_An_Image" }] });
    await refused(() => groups.beginCreateOrUpdateAndWait(resourceGroup, "bad", bad), 400, "InaccessibleImage", /The image 'Not_An_Image' in container group 'bad' is not accessible/);
  }],
  ["a name that the service does not take", async () => {
    await refused(() => groups.beginCreateOrUpdateAndWait(resourceGroup, "two--hyphens", group()), 400, "InvalidContainerGroupName", /single hyphens/);
  }],
  ["beginDeleteAndWait", async () => {
    for (const one of await all(groups.listByResourceGroup(resourceGroup))) await groups.beginDeleteAndWait(resourceGroup, one.name);
    assert.deepEqual(await all(groups.listByResourceGroup(resourceGroup)), []);
  }],
];

let failed = 0;
for (const [what, check] of checks) {
  try {
    await check();
    console.log(`passed: ${what}`);
  } catch (error) {
    failed++;
    console.log(`FAILED: ${what}\n${error.stack}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
