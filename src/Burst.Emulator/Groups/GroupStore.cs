using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Burst.Emulator.State;

namespace Burst.Emulator.Groups;

/// <summary>All groups: in memory to be read, one file each to survive.</summary>
internal sealed class GroupStore
{
    private readonly string _folder;
    private readonly GroupQuota _quota;
    private readonly Lock _admission = new();
    private readonly ConcurrentDictionary<GroupKey, Group> _groups = new();

    private GroupStore(string folder, GroupQuota quota)
    {
        _folder = folder;
        _quota = quota;
    }

    public IEnumerable<Group> All => _groups.Values;

    /// <exception cref="EmulatorStartException">A file is damaged.</exception>
    public static GroupStore Load(string folder, GroupQuota quota)
    {
        var store = new GroupStore(folder, quota);
        // What a crash left half-written was never answered for.
        foreach (var leftover in Directory.EnumerateFiles(folder, "*.tmp"))
            File.Delete(leftover);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            var record = StateJson.Read(file, StateJson.Default.GroupRecord);
            store._groups[record.Key] = new(record);
        }

        return store;
    }

    public Group? Find(GroupKey key) => _groups.GetValueOrDefault(key);

    /// <summary>Groups of a subscription, or of one of its resource groups, in the order of their names; not those being deleted.</summary>
    public IReadOnlyList<Group> List(string subscription, string? resourceGroup) =>
        [.. _groups.Where(pair => pair.Key.Subscription.Equals(subscription, StringComparison.OrdinalIgnoreCase)
                && (resourceGroup is null || pair.Key.ResourceGroup.Equals(resourceGroup, StringComparison.OrdinalIgnoreCase))
                && pair.Value.Record.Phase != GroupPhase.Deleting)
            .OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    /// <summary>Adds a group whose gate the caller holds; false when the name is taken.</summary>
    /// <exception cref="Arm.ArmException">A quota is exhausted.</exception>
    public bool TryAdd(Group group)
    {
        lock (_admission)
        {
            if (_groups.ContainsKey(group.Record.Key))
                return false;
            _quota.Check(_groups.Values.Select(g => g.Record), group.Record);
            _groups[group.Record.Key] = group;
        }

        try
        {
            Write(group.Record);
            return true;
        }
        catch
        {
            // Not on disk means not accepted.
            group.Removed = true;
            _groups.TryRemove(group.Record.Key, out _);
            throw;
        }
    }

    /// <summary>Replaces a record by one that may occupy more than before.</summary>
    /// <exception cref="Arm.ArmException">A quota is exhausted.</exception>
    public void Redeploy(Group group, GroupRecord record)
    {
        var before = group.Record;
        lock (_admission)
        {
            _quota.Check(_groups.Values.Select(g => g.Record).Where(r => r.Key != record.Key), record);
            group.Record = record;
        }

        try
        {
            Write(record);
        }
        catch
        {
            group.Record = before;
            throw;
        }
    }

    public void Save(Group group, GroupRecord record)
    {
        Write(record);
        group.Record = record;
    }

    public void Remove(Group group)
    {
        File.Delete(FileOf(group.Record.Key));
        group.Removed = true;
        _groups.TryRemove(group.Record.Key, out _);
    }

    private void Write(GroupRecord record) =>
        AtomicFile.Write(FileOf(record.Key), JsonSerializer.SerializeToUtf8Bytes(record, StateJson.Default.GroupRecord));

    // The name is for people; the hash keeps groups of one name in two resource groups apart.
    private string FileOf(GroupKey key)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString())))[..16];
        return Path.Combine(_folder, $"{key.Name}-{hash}.json");
    }
}
