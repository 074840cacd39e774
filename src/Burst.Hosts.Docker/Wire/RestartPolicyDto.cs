namespace Burst.Hosts.Docker.Wire;

internal sealed class RestartPolicyDto
{
    public const string No = "no";
    public const string Always = "always";
    public const string OnFailure = "on-failure";

    public string Name { get; set; } = No;
}
