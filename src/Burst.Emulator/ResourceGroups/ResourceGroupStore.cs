using System.Text.Json;
using Burst.Emulator.Arm;
using Burst.Emulator.State;

namespace Burst.Emulator.ResourceGroups;

/// <summary>All resource groups, in one file that is rewritten at each change.</summary>
internal sealed class ResourceGroupStore
{
    // ARM's own limit per subscription.
    private const int PerSubscriptionMax = 980;
    private const int TotalMax = 10_000;

    private readonly string _file;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, ResourceGroupRecord> _groups = new(StringComparer.Ordinal);

    private ResourceGroupStore(string file) => _file = file;

    /// <exception cref="EmulatorStartException">The file is damaged.</exception>
    public static ResourceGroupStore Load(string file)
    {
        var store = new ResourceGroupStore(file);
        foreach (var group in File.Exists(file) ? StateJson.Read(file, StateJson.Default.ResourceGroupRecordArray) : [])
            store._groups[Key(group.Subscription, group.Name)] = group;
        return store;
    }

    public ResourceGroupRecord? Find(string subscription, string name)
    {
        lock (_lock)
            return _groups.GetValueOrDefault(Key(subscription, name));
    }

    public IReadOnlyList<ResourceGroupRecord> List(string subscription)
    {
        lock (_lock)
            return [.. _groups.Values.Where(g => g.Subscription.Equals(subscription, StringComparison.OrdinalIgnoreCase))];
    }

    public IReadOnlyList<string> Subscriptions()
    {
        lock (_lock)
            return [.. _groups.Values.Select(g => g.Subscription.ToLowerInvariant()).Distinct()];
    }

    /// <summary>Adds or replaces; false when it replaced.</summary>
    /// <exception cref="ArmException">The subscription is full.</exception>
    public bool Put(ResourceGroupRecord group)
    {
        lock (_lock)
        {
            var key = Key(group.Subscription, group.Name);
            var existing = _groups.GetValueOrDefault(key);
            var inSubscription = _groups.Values.Count(g => g.Subscription.Equals(group.Subscription, StringComparison.OrdinalIgnoreCase));
            if (existing is null && (inSubscription >= PerSubscriptionMax || _groups.Count >= TotalMax))
                throw new ArmException(ArmErrors.ResourceGroupQuotaExceeded(Math.Min(PerSubscriptionMax, TotalMax)));
            Write(_groups.Values.Where(g => g != existing).Append(group));
            _groups[key] = group;
            return existing is null;
        }
    }

    public void Remove(string subscription, string name)
    {
        lock (_lock)
        {
            var key = Key(subscription, name);
            Write(_groups.Where(pair => pair.Key != key).Select(pair => pair.Value));
            _groups.Remove(key);
        }
    }

    private void Write(IEnumerable<ResourceGroupRecord> groups) =>
        AtomicFile.Write(_file, JsonSerializer.SerializeToUtf8Bytes(groups.ToArray(), StateJson.Default.ResourceGroupRecordArray));

    private static string Key(string subscription, string name) => $"{subscription}/{name}".ToLowerInvariant();
}
