using System.Globalization;
using System.Net;
using Burst.Core.Units;

namespace Burst.Simulation.Timelines;

/// <summary>
/// The timeline as one picture: above, the cores that jobs asked for and the cores that VM nodes and ACI gave; below, what it had
/// cost by then, by tier.
/// </summary>
public static class TimelineSvg
{
    private const int Width = 1000;
    private const int Left = 80;
    private const int Right = 30;
    private const int PlotWidth = Width - Left - Right;
    private const int PlotHeight = 260;
    private const int UpperTop = 90;
    private const int LowerTop = 430;
    private const int Height = 760;
    private const string Vm = "#4c78a8";
    private const string Aci = "#f58518";

    public static void Write(TimelineRecorder timeline, string title, TextWriter output)
    {
        var points = TimelinePoint.Of(timeline).ToList();
        output.Write($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"13\">\n");
        output.Write($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n");
        Text(output, Left, 28, title, "font-size=\"18\" font-weight=\"bold\"");
        WriteCores(timeline, points, output);
        WriteCosts(points, output);
        WriteDays(timeline, output);
        output.Write("</svg>\n");
    }

    private static void WriteCores(TimelineRecorder timeline, List<TimelinePoint> points, TextWriter output)
    {
        var capacity = timeline.VmCpuMillis / 1000m;
        var scale = PlotScale.For(points.Select(point => Math.Max(point.DemandCores, point.VmCores + point.AciCores)).Append(capacity).Max());
        Text(output, Left, UpperTop - 30, "Cores (average over each step): what jobs asked for, and who gave it", "font-weight=\"bold\"");
        Legend(output, UpperTop - 12, (Vm, "on VM nodes"), (Aci, "on ACI"), ("black", "demand: waiting and running"), ("#999999", $"all VM cores ({Number(capacity)})"));
        Area(output, points, UpperTop, scale, _ => 0, point => point.VmCores, Vm);
        Area(output, points, UpperTop, scale, point => point.VmCores, point => point.VmCores + point.AciCores, Aci);
        Line(output, points, UpperTop, scale, point => point.DemandCores, "black");
        var y = Number(Y(UpperTop, scale, capacity));
        output.Write($"<line x1=\"{Left}\" x2=\"{Left + PlotWidth}\" y1=\"{y}\" y2=\"{y}\" stroke=\"#999999\" stroke-dasharray=\"6 4\"/>\n");
        Axis(output, UpperTop, scale, "");
    }

    private static void WriteCosts(List<TimelinePoint> points, TextWriter output)
    {
        var scale = PlotScale.For(points.Select(point => Dollars(point.VmCost + point.AciCost)).DefaultIfEmpty(0).Max());
        Text(output, Left, LowerTop - 30, "Cost so far, in US dollars, by tier", "font-weight=\"bold\"");
        Legend(output, LowerTop - 12, (Vm, "VM nodes"), (Aci, "ACI"));
        Area(output, points, LowerTop, scale, _ => 0, point => Dollars(point.VmCost), Vm);
        Area(output, points, LowerTop, scale, point => Dollars(point.VmCost), point => Dollars(point.VmCost + point.AciCost), Aci);
        Axis(output, LowerTop, scale, "$");
    }

    private static void WriteDays(TimelineRecorder timeline, TextWriter output)
    {
        var hours = (timeline.EndMs - timeline.OriginMs) / 3_600_000m;
        var (unit, length) = hours > 72 ? ("days", hours / 24) : hours > 2 ? ("hours", hours) : ("minutes", hours * 60);
        if (length <= 0)
            return;
        var scale = PlotScale.For(length);
        for (var mark = 0m; mark <= length; mark += scale.Step)
        {
            var x = Number(Left + (mark / length * PlotWidth));
            foreach (var top in new[] { UpperTop, LowerTop })
                Text(output, x, top + PlotHeight + 18, Number(mark), "text-anchor=\"middle\"");
        }

        Text(output, Left + (PlotWidth / 2), LowerTop + PlotHeight + 42, $"{unit} since the first job was submitted", "text-anchor=\"middle\"");
    }

    private static void Area(
        TextWriter output, List<TimelinePoint> points, int top, PlotScale scale, Func<TimelinePoint, decimal> from, Func<TimelinePoint, decimal> to, string color)
    {
        output.Write("<path d=\"M");
        for (var i = 0; i < points.Count; i++)
            Steps(output, i, points.Count, Y(top, scale, to(points[i])), forward: true);
        for (var i = points.Count - 1; i >= 0; i--)
            Steps(output, i, points.Count, Y(top, scale, from(points[i])), forward: false);
        output.Write($"Z\" fill=\"{color}\" fill-opacity=\"0.8\"/>\n");
    }

    private static void Line(TextWriter output, List<TimelinePoint> points, int top, PlotScale scale, Func<TimelinePoint, decimal> value, string color)
    {
        output.Write("<path d=\"M");
        for (var i = 0; i < points.Count; i++)
            Steps(output, i, points.Count, Y(top, scale, value(points[i])), forward: true);
        output.Write($"\" fill=\"none\" stroke=\"{color}\"/>\n");
    }

    /// <summary>Both ends of one step at its height: averages are drawn as steps, not as slopes.</summary>
    private static void Steps(TextWriter output, int index, int count, decimal y, bool forward)
    {
        var (first, second) = forward ? (index, index + 1) : (index + 1, index);
        output.Write($"{Number(X(first, count))} {Number(y)} {Number(X(second, count))} {Number(y)} ");
    }

    private static void Axis(TextWriter output, int top, PlotScale scale, string unit)
    {
        output.Write($"<path d=\"M{Left} {top}V{top + PlotHeight}H{Left + PlotWidth}\" fill=\"none\" stroke=\"black\"/>\n");
        for (var mark = 0; mark <= scale.Marks; mark++)
        {
            var y = Y(top, scale, scale.Step * mark);
            output.Write($"<line x1=\"{Left - 5}\" x2=\"{Left}\" y1=\"{Number(y)}\" y2=\"{Number(y)}\" stroke=\"black\"/>\n");
            Text(output, Left - 9, y + 4, unit + (scale.Step * mark).ToString("#,0.############", CultureInfo.InvariantCulture), "text-anchor=\"end\"");
        }
    }

    private static void Legend(TextWriter output, int y, params ReadOnlySpan<(string Color, string Label)> entries)
    {
        var x = Left;
        foreach (var (color, label) in entries)
        {
            output.Write($"<rect x=\"{x}\" y=\"{y - 10}\" width=\"12\" height=\"12\" fill=\"{color}\"/>\n");
            Text(output, x + 18, y, label, "");
            x += 40 + (label.Length * 7);
        }
    }

    private static void Text(TextWriter output, decimal x, decimal y, string text, string style) => Text(output, Number(x), y, text, style);

    private static void Text(TextWriter output, string x, decimal y, string text, string style) =>
        output.Write($"<text x=\"{x}\" y=\"{Number(y)}\" {style}>{WebUtility.HtmlEncode(text)}</text>\n");

    private static decimal X(int step, int count) => Left + ((decimal)step / Math.Max(1, count) * PlotWidth);

    private static decimal Y(int top, PlotScale scale, decimal value) => top + PlotHeight - (value / scale.Max * PlotHeight);

    private static decimal Dollars(Money money) => (decimal)money.PicoDollars / Money.PicoPerDollar;

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
