using Azure.Identity;
using Burst.Core.Nodes;
using Burst.Server.Hosting;

namespace Burst.Server.Configuration;

/// <summary>Reads how a virtual node signs in, or says what is wrong with it. No secret is kept: it is read when a token is needed.</summary>
internal sealed class CredentialSettings(List<string> errors)
{
    private const string Accepted = "default, managed-identity, managed-identity:CLIENTID, workload-identity and service-principal are";

    /// <returns>Null for the default.</returns>
    public AciCredential? Read(AciConfig aci, string key)
    {
        var credential = ReadKind(aci.Credential ?? "default", $"{key}credential");
        if (aci.CredentialFile is null)
            return credential.Kind == AciCredentialKind.Default ? null : credential;
        if (credential.Kind != AciCredentialKind.ServicePrincipal)
            errors.Add($"{key}credentialFile: is for credential service-principal, not {credential.Text}; leave it out.");
        else if (!Path.IsPathFullyQualified(aci.CredentialFile))
            errors.Add($"{key}credentialFile: '{aci.CredentialFile}' is not an absolute path; it is read whenever a token is needed, from wherever burst runs.");
        else
            CheckFile(aci.CredentialFile, $"{key}credentialFile");
        return credential with { File = aci.CredentialFile };
    }

    private AciCredential ReadKind(string text, string key)
    {
        var parts = text.Split(':', 2);
        AciCredentialKind? kind = parts[0] switch
        {
            "default" => AciCredentialKind.Default,
            "managed-identity" => AciCredentialKind.ManagedIdentity,
            "workload-identity" => AciCredentialKind.WorkloadIdentity,
            "service-principal" => AciCredentialKind.ServicePrincipal,
            _ => null,
        };
        Guid? client = parts.Length == 2 && Guid.TryParseExact(parts[1], "D", out var id) ? id : null;
        if (kind is null)
            errors.Add($"{key}: '{parts[0]}' is not known; {Accepted}.");
        else if (parts.Length == 2 && kind != AciCredentialKind.ManagedIdentity)
            errors.Add($"{key}: nothing follows {parts[0]}; {Accepted}. A secret is never written here.");
        else if (parts.Length == 2 && client is null)
            errors.Add($"{key}: '{parts[1]}' is not the client id of a managed identity; a GUID is.");
        return new AciCredential { Kind = kind ?? AciCredentialKind.Default, ClientId = client };
    }

    private void CheckFile(string file, string key)
    {
        try
        {
            ServicePrincipalFile.Read(file);
        }
        catch (CredentialUnavailableException exception)
        {
            errors.Add($"{key}: {exception.Message}");
        }
    }
}
