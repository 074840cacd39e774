using System.Text.Json;
using Burst.Emulator.Arm;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>What a PUT asks for, validated and complete.</summary>
internal sealed record GroupRequest(
    string Location, SortedDictionary<string, string?> Tags, JsonElement? Identity, IReadOnlyList<string>? Zones, ContainerGroupProperties Spec)
{
    // ARM's limits on tags.
    private const int TagsMax = 50;
    private const int TagNameMax = 512;
    private const int TagValueMax = 256;

    /// <exception cref="ArmException">The body is not an acceptable container group.</exception>
    public static GroupRequest Parse(ArmRequest request, GroupValidation validation)
    {
        var body = request.Read(WireJson.Default.ContainerGroupBody);
        if (string.IsNullOrWhiteSpace(body.Location))
            throw new ArmException(ArmErrors.LocationRequired());
        var location = GroupDefaults.Location(body.Location);
        if (!GroupNames.Location().IsMatch(location))
            throw GroupErrors.Invalid("InvalidLocation", $"The location '{body.Location}' is invalid: a region name such as 'westeurope' is required.");
        CheckTags(body.Tags ?? []);
        var spec = GroupDefaults.Apply(body.Properties ?? throw GroupErrors.Required("properties", request.Name), request.Name);
        validation.Check(request.Name, spec);
        return new(location, body.Tags ?? [], body.Identity, body.Zones, spec);
    }

    /// <summary>The region a PUT is for; null when nobody can tell, in which case it is refused anyway.</summary>
    public static string? RegionOf(ArmRequest request)
    {
        try
        {
            var location = request.Read(WireJson.Default.ContainerGroupBody).Location;
            return string.IsNullOrWhiteSpace(location) || !GroupNames.Location().IsMatch(GroupDefaults.Location(location)) ? null : GroupDefaults.Location(location);
        }
        catch (ArmException)
        {
            return null;
        }
    }

    public static void CheckTags(SortedDictionary<string, string?> tags)
    {
        if (tags.Count > TagsMax || tags.Any(t => t.Key.Length > TagNameMax || t.Value?.Length > TagValueMax))
            throw GroupErrors.Invalid("InvalidTags", $"At most {TagsMax} tags are allowed, names up to {TagNameMax} and values up to {TagValueMax} characters.");
    }

    public GroupRecord ToRecord(ArmRequest request, Deployment deployment, DateTimeOffset now) => new()
    {
        Subscription = request.Subscription,
        ResourceGroup = request.ResourceGroup,
        Name = request.Name,
        Location = Location,
        Tags = Tags,
        Identity = Identity,
        Zones = Zones,
        Spec = Spec,
        Phase = GroupPhase.Provisioning,
        Deployment = deployment,
        Operations = [new(RandomIds.Next(), now)],
    };

    public GroupRecord ApplyTo(GroupRecord record) => record with { Tags = Tags, Identity = Identity, Zones = Zones, Spec = Spec };
}
