namespace Burst.Core.Hosts;

/// <summary>Access to the storage account of an Azure Files share.</summary>
public sealed record ResolvedShare(string AccountName, string AccountKey)
{
    public override string ToString() => AccountName;
}
