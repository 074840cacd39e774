namespace Burst.Core.Pods;

/// <summary>Lets a host pull images of one registry. From a Secret of type <c>kubernetes.io/dockerconfigjson</c>.</summary>
public sealed record RegistryCredential(string Server, string Username, string Password)
{
    /// <summary>The key of the Secret that holds Docker's configuration.</summary>
    public const string DataKey = ".dockerconfigjson";

    public override string ToString() => $"{Username} at {Server}";
}
