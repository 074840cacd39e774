using System.Text.Json;
using Azure.Identity;

namespace Burst.Server.Hosting;

/// <summary>A service principal in a file, as <c>az ad sp create-for-rbac</c> prints it. A class: a record's generated text would print the secret.</summary>
internal sealed class ServicePrincipalFile
{
    private const string Shape = "{\"tenant\": \"GUID\", \"appId\": \"GUID\", \"password\": \"...\"}, as `az ad sp create-for-rbac` prints it";
    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private ServicePrincipalFile(string tenant, string client, string secret) => (TenantId, ClientId, Secret) = (tenant, client, secret);

    public string TenantId { get; }

    public string ClientId { get; }

    public string Secret { get; }

    /// <exception cref="CredentialUnavailableException">It cannot be read, others can read it, or it is not such a file. Nothing of what is in it is told.</exception>
    public static ServicePrincipalFile Read(string path)
    {
        try
        {
            var others = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path) & OfOthers;
            if (others != UnixFileMode.None)
                throw new CredentialUnavailableException($"{path} is open to other users ({others}), and it holds a secret; chmod 600 it.");
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return new ServicePrincipalFile(Text(json, path, "tenant", "tenantId"), Text(json, path, "appId", "clientId"), Text(json, path, "password", "clientSecret"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CredentialUnavailableException(exception.Message, exception);
        }
        catch (JsonException)
        {
            throw new CredentialUnavailableException($"{path} is not JSON; {Shape}, is expected.");
        }
    }

    /// <summary>By the name that the command prints, or by the one that its older output has.</summary>
    private static string Text(JsonDocument json, string path, string name, string older)
    {
        if (json.RootElement.ValueKind == JsonValueKind.Object
            && (json.RootElement.TryGetProperty(name, out var value) || json.RootElement.TryGetProperty(older, out value))
            && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        throw new CredentialUnavailableException($"{path} has no {name}; {Shape}, is expected.");
    }
}
