using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Burst.Emulator.State;

namespace Burst.Emulator.Networks;

/// <summary>Virtual networks and their subnets, as their clients wrote them, in one file that is rewritten at each change.</summary>
internal sealed class NetworkStore
{
    // What one emulator holds in all.
    public const int ResourcesMax = 1000;

    private readonly string _file;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, string> _bodies = new(StringComparer.OrdinalIgnoreCase);

    private NetworkStore(string file) => _file = file;

    /// <exception cref="EmulatorStartException">The file is damaged.</exception>
    public static NetworkStore Load(string file)
    {
        var store = new NetworkStore(file);
        try
        {
            foreach (var (id, body) in File.Exists(file) ? JsonNode.Parse(File.ReadAllBytes(file))!.AsObject() : [])
                store._bodies[id] = body!.ToJsonString();
            return store;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new EmulatorStartException($"State file '{file}' is damaged: {e.Message} Delete it to start without networks.", e);
        }
    }

    /// <summary>A copy; null when there is none of that id.</summary>
    public JsonObject? Find(string id)
    {
        lock (_lock)
            return _bodies.TryGetValue(id, out var body) ? JsonNode.Parse(body)!.AsObject() : null;
    }

    /// <summary>The resources whose ids begin so, in the order of their ids.</summary>
    public IReadOnlyList<JsonObject> Below(string prefix)
    {
        lock (_lock)
            return [.. _bodies.Where(pair => pair.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(pair => JsonNode.Parse(pair.Value)!.AsObject())];
    }

    /// <summary>Adds or replaces; false when there is no room for another.</summary>
    public bool TryPut(string id, JsonObject body)
    {
        lock (_lock)
        {
            if (!_bodies.ContainsKey(id) && _bodies.Count >= ResourcesMax)
                return false;
            _bodies[id] = body.ToJsonString();
            Write();
            return true;
        }
    }

    /// <summary>Removes a resource with all below it; false when there was none.</summary>
    public bool Remove(string id)
    {
        lock (_lock)
        {
            var gone = _bodies.Keys.Where(key => key.Equals(id, StringComparison.OrdinalIgnoreCase)
                || key.StartsWith(id + "/", StringComparison.OrdinalIgnoreCase)).ToArray();
            foreach (var key in gone)
                _bodies.Remove(key);
            if (gone.Length > 0)
                Write();
            return gone.Length > 0;
        }
    }

    private void Write() =>
        AtomicFile.Write(_file, Encoding.UTF8.GetBytes(new JsonObject(_bodies.Select(b => KeyValuePair.Create(b.Key, JsonNode.Parse(b.Value)))).ToJsonString()));
}
