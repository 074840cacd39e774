namespace Burst.Hosts.Docker.Wire;

/// <summary>The answer to what makes something.</summary>
internal sealed class CreatedDto
{
    public string Id { get; set; } = "";
}
