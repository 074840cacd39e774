namespace Burst.Core.Pods;

/// <summary>
/// An Azure Files share. The Secret holds <c>azurestorageaccountname</c> and <c>azurestorageaccountkey</c>, as Kubernetes wants it.
/// </summary>
public sealed record AzureFileVolume(string ShareName, string SecretName, bool IsReadOnly)
{
    public const string AccountNameKey = "azurestorageaccountname";
    public const string AccountKeyKey = "azurestorageaccountkey";
}
