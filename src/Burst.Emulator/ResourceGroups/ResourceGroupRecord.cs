namespace Burst.Emulator.ResourceGroups;

/// <summary>A resource group, as it is on disk.</summary>
internal sealed record ResourceGroupRecord(string Subscription, string Name, string Location, SortedDictionary<string, string?> Tags)
{
    public string Id => $"/subscriptions/{Subscription}/resourceGroups/{Name}";
}
