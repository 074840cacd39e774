namespace Burst.Api.Tables;

/// <summary>A column of a table. Wide ones show with <c>-o wide</c> only.</summary>
internal sealed record TableColumn(string Name, string Type = "string", string Format = "", bool IsWide = false)
{
    public static readonly TableColumn ObjectName = new("Name", Format: "name");
    public static readonly TableColumn Age = new("Age");
}
