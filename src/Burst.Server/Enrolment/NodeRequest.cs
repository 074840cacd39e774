using System.Text.Json;
using Burst.Api.Enrolment;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pricing;
using Burst.Server.Configuration;

namespace Burst.Server.Enrolment;

/// <summary>
/// A request for a node to join: for a virtual one an item of the configuration's <c>aci[]</c>, with stricter rules for where tokens go; for one on a
/// Docker Engine an item of its <c>nodes[]</c>.
/// </summary>
public static class NodeRequest
{
    public static byte[] Write(AciConfig aci) => JsonSerializer.SerializeToUtf8Bytes(aci, EnrolJson.Default.AciConfig);

    public static byte[] Write(NodeConfig node) => JsonSerializer.SerializeToUtf8Bytes(node, EnrolJson.Default.NodeConfig);

    /// <returns>Null when the request is not of a node on a Docker Engine.</returns>
    /// <exception cref="EnrolmentRefusedException">It is, and cannot be read.</exception>
    internal static NodeConfig? FindVm(ReadOnlySpan<byte> body)
    {
        try
        {
            return IsOfEngine(body) ? JsonSerializer.Deserialize(body, EnrolJson.Default.NodeConfig) : null;
        }
        catch (JsonException exception)
        {
            throw new EnrolmentRefusedException([$"the body is not a JSON object like an item of the configuration's nodes[]: {exception.Message}"]);
        }
    }

    private static bool IsOfEngine(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("docker", out var engine) && engine.ValueKind != JsonValueKind.Null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <exception cref="EnrolmentRefusedException">It cannot join; every reason is in it.</exception>
    internal static Node Read(ReadOnlySpan<byte> body, ServerSettings settings, string defaultRegion, IPriceCatalog prices)
    {
        var aci = Parse(body);
        var errors = new List<string>();
        if (!DnsName.IsSubdomain(aci.Name))
            errors.Add($"name: '{aci.Name}' is not a node name; {DnsName.SubdomainRule}.");
        if (aci.EmulatorCa is not null)
            errors.Add("emulatorCa: files of this machine are not read for a request; send the certificate itself as emulatorCaPem.");
        if (aci.CredentialFile is not null)
            errors.Add("credentialFile: files of this machine are not read for a request; put it into the file of burst up --config, or the service principal into its environment.");
        if (aci.AuthorityHost is not null)
            errors.Add("authorityHost: where secrets are sent is not for a request to say; put it into the file of burst up --config.");
        var node = new AciSettings(defaultRegion, errors).Read(aci with { EmulatorCa = null, CredentialFile = null, AuthorityHost = null }, "");
        if (node is not null)
            Check(node, settings, prices, errors);
        return errors.Count == 0 ? node! : throw new EnrolmentRefusedException([.. errors]);
    }

    private static AciConfig Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, EnrolJson.Default.AciConfig)
                ?? throw new EnrolmentRefusedException(["the body is null; a JSON object like an item of the configuration's aci[] is expected."]);
        }
        catch (JsonException exception)
        {
            throw new EnrolmentRefusedException([$"the body is not a JSON object like an item of the configuration's aci[]: {exception.Message}"]);
        }
    }

    /// <summary>What a person who can edit the configuration may do, and a client of the API may not, is to have tokens sent anywhere.</summary>
    private static void Check(Node node, ServerSettings settings, IPriceCatalog prices, List<string> errors)
    {
        var aci = node.Aci!;
        if (!aci.IsEmulator && !AzureClouds.Contains(aci.Endpoint))
        {
            errors.Add(
                $"endpoint: '{aci.Endpoint}' is none of Azure's own ({AzureClouds.Known}), and tokens are sent to no other that a request names. "
                + "For an emulator give its certificate (--ca FILE), then none are sent; another cloud belongs into the file of burst up --config.");
        }

        if (aci is { IsEmulator: true, Credential: not null })
            errors.Add("credential: none is sent to an emulator that a request names; leave it out, or put the node into the file of burst up --config.");
        errors.AddRange(node.Tiers.Select(tier => prices.QuoteGroup(node.Region, tier)).Where(quote => quote.Rates is null)
            .Select(quote => $"region: nothing could run there: {quote.Refusal}. `burst prices` lists what has a price."));
        if (settings.SpendCapPerHour is null && SpendCapRule.Refusal([node]) is { } missing)
            errors.Add($"{missing} A running burst up cannot be given one: start it again with --spend-cap-per-hour, or with it in its configuration.");
    }
}
