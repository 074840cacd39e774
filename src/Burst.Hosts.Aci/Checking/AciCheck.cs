using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Limits;
using Burst.Hosts.Aci.Sweeping;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Checking;

/// <summary>Looks at all that pods need of Azure before the first one does. It reads, and changes nothing.</summary>
public sealed partial class AciCheck
{
    private const string AuthorizationVersion = "2022-04-01";
    private const string ResourcesVersion = "2021-04-01";
    private const string ContainerInstanceVersion = "2023-05-01";
    private const string Namespace = "Microsoft.ContainerInstance";

    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(20);

    private readonly AciConnection _place;
    private readonly string _region;
    private readonly TokenCredential _credential;
    private readonly ServiceClock _clock;
    private readonly ArmClient _arm;

    /// <param name="place">Where pods are to run.</param>
    /// <param name="region">In which region.</param>
    /// <param name="credential">With which rights.</param>
    /// <param name="transport">One of <see cref="AciTransport"/>; the caller disposes it.</param>
    /// <param name="time">The clock that is held against the service's.</param>
    /// <param name="ids">Of requests.</param>
    public AciCheck(AciConnection place, string region, TokenCredential credential, HttpPipelineTransport transport, TimeProvider time, IIdSource ids)
    {
        (_place, _region, _credential) = (place, region, credential);
        _clock = new ServiceClock(time);
        var budget = new AciBudgets(new AciRates(), time).Of(place.Endpoint, place.Subscription, region);
        _arm = new ArmClient(ArmPipeline.Create(Audience, credential, transport, _clock), budget, time, ids, ReadTimeout, ReadTimeout);
    }

    /// <summary>Looks for the rights of exec, restart, stop and start too, which pods run without.</summary>
    public bool WithCommands { get; init; }

    private string Audience => (_place.Audience ?? _place.Endpoint).ToString();

    /// <summary>In the order in which one is needed for the next. Where nobody can sign in, or nothing answers, the rest is not asked.</summary>
    public async Task<IReadOnlyList<AciFinding>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<AciFinding> { await SignInAsync(cancellationToken).ConfigureAwait(false) };
        if (findings[0].Verdict == AciVerdict.Missing)
            return findings;
        var (group, isReached) = await ResourceGroupAsync(cancellationToken).ConfigureAwait(false);
        findings.Add(group);
        if (!isReached)
            return findings;
        findings.Add(Clock());
        foreach (var (scope, actions) in NeededRights.Of(_place, WithCommands))
            findings.Add(await RightsAsync(scope, actions, cancellationToken).ConfigureAwait(false));
        findings.AddRange(await ProviderAsync(cancellationToken).ConfigureAwait(false));
        findings.AddRange(await QuotaAsync(cancellationToken).ConfigureAwait(false));
        return findings;
    }

    private async Task<AciFinding> SignInAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _credential.GetTokenAsync(new TokenRequestContext([Audience.TrimEnd('/') + "/.default"]), cancellationToken).ConfigureAwait(false);
            return Good("sign-in", $"there is a token for {Audience}");
        }
        catch (AuthenticationFailedException exception)
        {
            return Missing(
                "sign-in", $"no token for {Audience}: {ArmFailure.Shorten(exception.Message.ReplaceLineEndings(" "))}",
                "sign in with az login, set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or run where there is a managed identity; as the user that burst up runs as");
        }
    }

    /// <summary>The first request that ARM answers: it tells whether there is anything to go on with.</summary>
    private async Task<(AciFinding Finding, bool IsReached)> ResourceGroupAsync(CancellationToken cancellationToken)
    {
        const string Subject = "resource group";
        var uri = UriOf($"{NeededRights.ResourceGroupOf(_place)}/providers/{Namespace}/containerGroups", ContainerInstanceVersion);
        var reply = await _arm.ReadAsync(uri, reserve: null, cancellationToken).ConfigureAwait(false);
        var said = ArmFailure.Shorten(reply.Describe());
        return reply switch
        {
            { Failure: not null } => (Missing(Subject, $"{_place.Endpoint.Authority} does not answer: {said}", "check the network, a proxy, and --endpoint and --ca"), false),
            { Status: 401 } => (Missing(Subject, $"the credential is refused: {said}", "sign in to the tenant of the subscription; see that it has not expired"), false),
            { Status: 403 } => (Missing(Subject, $"its container groups may not be read: {said}", RoleRemedy(NeededRights.ResourceGroupOf(_place))), true),
            { Status: 404 } => (
                Missing(Subject, $"it was not found: {said}", $"check the subscription; az group create --subscription {_place.Subscription:D} -n {_place.ResourceGroup} -l {_region}"), true),
            { IsSuccess: true } => (Good(Subject, $"{_place.ResourceGroup} is there, and its container groups can be listed"), true),
            _ => (Missing(Subject, $"{_place.Endpoint.Authority} answered {said}", "try again in a while"), false),
        };
    }

    private AciFinding Clock() => SweepRule.FindDoubt(_clock.Skew) switch
    {
        null => Good("clock", $"within {Math.Max(1, Math.Ceiling(_clock.Skew!.Value.Duration().TotalSeconds)):0} s of the service's"),
        var doubt when _clock.Skew is null => new AciFinding("clock", AciVerdict.Unsure, doubt),
        var doubt => Missing("clock", doubt, "tokens are refused, and usage is booked at wrong times, with a wrong clock"),
    };

    private async Task<IEnumerable<AciFinding>> ProviderAsync(CancellationToken cancellationToken)
    {
        var reply = await _arm.ReadAsync(UriOf($"/subscriptions/{_place.Subscription:D}/providers/{Namespace}", ResourcesVersion), reserve: null, cancellationToken).ConfigureAwait(false);
        if (TryRead(reply, AciJson.Default.ProviderDto) is not { } provider)
            return [Unseen("provider", $"whether {Namespace} is registered", reply, "Reader on the subscription lets it be seen")];
        var isRegistered = string.Equals(provider.RegistrationState, "Registered", StringComparison.OrdinalIgnoreCase);
        var registration = isRegistered
            ? Good("provider", $"{Namespace} is registered")
            : Missing("provider", $"{Namespace} is {provider.RegistrationState ?? "of unknown state"}", $"az provider register -n {Namespace} --subscription {_place.Subscription:D}");
        var locations = provider.ResourceTypes?.FirstOrDefault(type => string.Equals(type?.ResourceType, "containerGroups", StringComparison.OrdinalIgnoreCase))?.Locations;
        if (locations is null or { Count: 0 } || locations.Any(name => NameOf(name) == NameOf(_region)))
            return [registration];
        return [registration, Missing("region", $"there are no container groups in {_region}", $"choose one of {string.Join(", ", locations.Select(NameOf).Order(StringComparer.Ordinal))}")];
    }

    private async Task<IEnumerable<AciFinding>> QuotaAsync(CancellationToken cancellationToken)
    {
        var uri = UriOf($"/subscriptions/{_place.Subscription:D}/providers/{Namespace}/locations/{_region}/usages", ContainerInstanceVersion);
        var reply = await _arm.ReadAsync(uri, reserve: null, cancellationToken).ConfigureAwait(false);
        if (TryRead(reply, AciJson.Default.UsagePageDto) is not { Value: { } usages })
            return [Unseen("quota", "what is left", reply, "Reader on the subscription lets it be seen")];
        return usages.Where(usage => usage is { Limit: not null, CurrentValue: not null, Name.Value: "ContainerGroups" or "StandardCores" or "StandardSpotCores" })
            .Select(usage => Quota(usage!.Name!.Value!, usage.CurrentValue!.Value, usage.Limit!.Value));
    }

    /// <summary>Who uses no Spot needs none.</summary>
    private AciFinding Quota(string name, decimal used, decimal limit)
    {
        var message = $"{name}: {used:0.##} of {limit:0.##} used in {_region}";
        if (used < limit)
            return Good("quota", message);
        return new AciFinding(
            "quota", name == "StandardSpotCores" ? AciVerdict.Unsure : AciVerdict.Missing, message,
            "end what uses it, choose another region, or ask for more (a support request of type Service and subscription limits)");
    }

    /// <summary>Null when it was not answered as it should be.</summary>
    private static T? TryRead<T>(ArmReply reply, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return reply.IsSuccess ? JsonSerializer.Deserialize(reply.Body, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Uri UriOf(string path, string version) => new($"{_place.Endpoint.AbsoluteUri.TrimEnd('/')}{path}?api-version={version}");

    private static string NameOf(string region) => region.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    private static AciFinding Good(string subject, string message) => new(subject, AciVerdict.Good, message);

    private static AciFinding Missing(string subject, string message, string remedy) => new(subject, AciVerdict.Missing, message, remedy);

    private static AciFinding Unseen(string subject, string what, ArmReply reply, string remedy) =>
        new(subject, AciVerdict.Unsure, $"{what} cannot be seen: {ArmFailure.Shorten(reply.Describe())}", remedy);
}
