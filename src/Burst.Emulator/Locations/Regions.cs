namespace Burst.Emulator.Locations;

/// <summary>Regions that are shown where clients list them. Any other well-formed name is a region as well.</summary>
internal static class Regions
{
    public static readonly string[] DisplayNames = ["East US", "East US 2", "West US", "West Europe", "North Europe", "Sweden Central"];
}
