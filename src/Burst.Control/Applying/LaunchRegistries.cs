using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Control.Applying;

/// <summary>
/// Reads Docker's configuration (<c>{"auths":{"server":{"username","password"}}}</c>, or <c>auth</c> as base64 of user:password) from
/// pull secrets. Of a registry that several name, the first counts. No message shows a value.
/// </summary>
internal static class LaunchRegistries
{
    /// <exception cref="UnresolvedReferenceException">A pull secret is not there or is no such configuration.</exception>
    public static ImmutableArray<RegistryCredential> Of(LaunchData data, PodSpec spec) =>
    [
        .. spec.ImagePullSecrets.SelectMany(name => Read(name, data.FindKey(ObjectKind.Secret, name, RegistryCredential.DataKey, optional: false)!.Text))
            .DistinctBy(credential => credential.Server, StringComparer.Ordinal).OrderBy(credential => credential.Server, StringComparer.Ordinal),
    ];

    private static List<RegistryCredential> Read(string secret, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.GetProperty("auths").EnumerateObject().Select(entry => Read(entry.Name, entry.Value))];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UnresolvedReferenceException(
                $"Secret {secret}: {RegistryCredential.DataKey} is not Docker's configuration; `kubectl create secret docker-registry` writes one");
        }
    }

    private static RegistryCredential Read(string server, JsonElement entry)
    {
        if (entry.TryGetProperty("username", out var user) && entry.TryGetProperty("password", out var password))
            return new RegistryCredential(Host(server), user.GetString() ?? "", password.GetString() ?? "");
        var pair = Encoding.UTF8.GetString(entry.GetProperty("auth").GetBytesFromBase64());
        var colon = pair.IndexOf(':');
        return colon > 0 ? new RegistryCredential(Host(server), pair[..colon], pair[(colon + 1)..]) : throw new FormatException("no user");
    }

    /// <summary>Docker writes its own registry as <c>https://index.docker.io/v1/</c>; hosts want the name alone.</summary>
    private static string Host(string server)
    {
        var name = server[(server.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0)..];
        return name.Split('/', 2)[0];
    }
}
